"""The words that invented tasks are made of."""

VERBS = (
    "Replace", "Inspect", "Order", "Call", "Measure", "Repair", "Quote", "Invoice", "Survey",
    "Balance", "Calibrate", "Deliver", "Draft", "Train", "Renew", "Clean", "Mount", "Rebuild",
)  # fmt: skip
"""What every title begins with: how a reader of the screen knows that tasks are on it."""

THINGS = (
    "compressor", "roof unit", "circulation pump", "expansion valve", "door sensor",
    "filter round", "heat exchanger", "alarm list", "service contract", "telemetry router",
    "control panel", "condensate drain", "fan belt", "status page", "site folder",
    "meter cabinet", "spare parts", "invoice details", "night number", "humidity sensor",
)  # fmt: skip

PLACES = (
    "Havnegaard", "Skovly", "Brygværk", "Fjordfisk", "Møllevang", "Strandhus", "Kirkevej",
    "Østerport", "Lindeparken", "Værftet", "Bakkegården", "Søhuset",
)  # fmt: skip

SENTENCES = (
    "The old unit is under warranty until August, so nobody opens it before they have seen it.",
    "Ask the caretaker for the keys; the side door has been blocked since the building work.",
    "Same fault as in March, and the same part. If it happens again we change the supplier.",
    "They want one date and no window. A message the day before is enough.",
    "Everything is ordered. What is missing is an afternoon with two people.",
    "The drawing shows three valves, there are four.",
    "Superheat swings between 2 and 14 K, which no setting explains.",
    "It was reset twice in the winter and came back each time.",
    "Whoever goes there next takes a photo of the nameplate.",
    "The price holds until the end of the month.",
)

COMMENTS = (
    "Part arrives on Thursday.",
    "Nobody at home, card left in the door.",
    "They called again, I have promised an answer this week.",
    "Done except for the protocol.",
    "Two of five were the wrong size; new ones are ordered.",
    "Looked at it together, it is smaller than we thought.",
    "Moved by the customer, a wedding in the wing.",
    "Numbers are in the sheet, the last one is an estimate.\n"
    "The instrument has to be calibrated before we measure the others.",
)

STEPS = (
    "order the part",
    "tell the caretaker",
    "book the crane",
    "measure before and after",
    "photo of the nameplate",
    "protocol to the customer",
    "invoice number",
    "second reader",
)

TAGS = (
    "roof", "pump", "heat-pump", "sensor", "invoice", "keys", "warranty", "night", "agreement",
    "training", "parts", "telemetry",
)  # fmt: skip

FIRST_NAMES = (
    "sara", "jonas", "ali", "freja", "mia", "henrik", "lone", "emil", "nadia", "oskar", "ida",
    "karim", "signe", "tobias",
)  # fmt: skip
LAST_NAMES = ("Holm", "Berg", "Rahimi", "Lind", "Nordvik", "Dahl", "Krogh", "Juhl", "Winther")

SPACES = ("Operations", "Customers", "Product", "Company", "North", "South", "Projects", "Sales")
LISTS = ("Jobs", "Incidents", "Maintenance", "Quotes", "Onboarding", "Backlog", "Bugs", "Finance")
