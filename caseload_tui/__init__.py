"""caseload: a keyboard-first caseload program for the Dutch Participatiewet."""
