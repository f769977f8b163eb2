"""Mending a git repository that a crash, a power cut or a full disk has damaged, also where git
itself cannot open it. What is damaged is set aside, never thrown away; no history is begun anew."""
