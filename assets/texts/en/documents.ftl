### The ID document in its scanner.

place-id = ID slot: left, below the screen
pending-document = Reading your document
place-id-document = Lay your ID document in
    .hint = { $mode ->
            [elder] Photo up and in first. It stays in, then comes back.
           *[other] One card, or a passport opened at the photo. Photo up and in first. It stays inside until this is done.
        }
    .say = Please lay your ID document into the slot at the left below the screen, photo up.
take-id-document = Take your ID document
    .hint = After 30 seconds the terminal keeps it safe inside.
    .say = Please take your ID document.
id-document-retained = Your ID document is kept safe inside
    .body = It was not taken. Ask at the counter for it.
id-document-stuck = Your ID document is still inside
    .body = The scanner has a fault and cannot give it back. We have called staff: please wait here.
goodbye-document-pulled = Document taken out: finished
    .body = It has to stay in until this is done. Nothing you did not confirm was done. The screen is cleared.

error-document-skewed = It lies crooked. Take it out, and lay it in straight.
error-document-upside-down = It lies the wrong way round. Turn it: photo up and in first.
error-document-wrong-kind = This cannot be used here. An ID card, residence permit or passport, please.
error-document-unreadable = The chip could not be read. Take it out and try once more, or use another document.
error-document-removed = That was too soon. Please leave it in until we give it back.
error-document-expired = This document has expired. Please use another that is valid.
error-document-not-yet = This document is not valid yet. Please use another.
error-document-doubtful = Something in this document does not fit. Please use another, or get help.
