"""The one merge: of a value, of a document, of whole trees; and the conflicts it leaves."""
