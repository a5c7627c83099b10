### A new card, from the machine into the hand

busy-new-card = Making your card
    .hint = This takes about half a minute. Please stay here.
take-new-card = Take your new card
    .hint = After 30 seconds the terminal keeps it safe inside.
    .say = Please take your new card.
busy-new-card-active = Switching your card on
    .hint = Just a moment.
new-card-later = The card is yours
    .body = The bank cannot be reached just now. Once it can, your card works: usually within minutes. You need do nothing.
new-card-kept = Your new card is kept safe inside
    .body = It was not taken. Nobody can use it. Staff will give it to you when you show your ID.
new-card-out = Have you got your new card?
    .body = { $stuck ->
            [yes] It is stuck in the machine. Nobody can use it. We have called staff: please wait here.
           *[no] It cannot be used yet. Show the card and your ID to staff: they will switch it on.
        }
new-card-not-made = We could not make your card
    .body = { $stuck ->
            [yes] The card machine has a fault. Nothing you did is lost. We have called staff: please wait here.
           *[no] Nothing you did is lost. We have called staff: show them your ID to get a card.
        }
new-card-not-begun = No card can be made just now
    .body = Your application is safe. We have called staff: they will tell you what to do.
new-card-interrupted = The terminal was interrupted
    .body = { $end ->
            [taken] You have taken your new card. It works, or will within minutes.
            [kept] Your new card is kept safe inside. Staff are called: show them your ID to get it.
            [out] If you have it: it cannot be used yet. Staff are called: show them card and ID.
           *[not-made] Your card could not be made. Nothing you did is lost. We have called staff: please wait here.
        }
