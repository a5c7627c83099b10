### Cards reported lost, accounts frozen.

## Known by a phone

safety-id = Enter your ID number
    .hint = 18 characters; press X if it ends with one. It is not kept.
    .say = Please enter your ID number. It is not read aloud.
    .primary = Send me a code
    .hear-primary = send me a code|send
safety-code = Enter the code we sent
    .hint = { $sent ->
            [again] We sent another. Please use the newest.
           *[first] It went to the phone the bank has for you, good for five minutes.
        }
    .say = Please enter the { $length } digits we sent to your phone.
    .primary = Next
    .secondary = Send another
    .hear-secondary = send another
safety-code-ended = This code has expired
    .body = It is over five minutes old, or was wrong three times. Please begin again with your ID number. If no message came, get help here.
error-id-length = It has { $most } characters. Please look again.
error-id-number = That is not an ID number. Please check each digit.
error-code-length = The code has { $most } digits.
error-code-wrong = { $left ->
        [one] The code is not right. One more try.
       *[other] The code is not right. { $left } more tries.
    }
error-code-wait = Please wait { $unit ->
    [hours] { $count } hours
    [minutes] { $count } minutes
   *[seconds] { $count } seconds
}, or get help here.
error-code-refused = No code can be sent now. Please get help here.

## What can be stopped

safety = What is to be stopped?
    .hint = Cards reported lost, accounts frozen: at once.
    .say = Please choose a card or an account.
    .empty = You have no card and no account here.
safety-done = Nothing more
    .help = What was stopped stays stopped
    .hear = nothing more|done
safety-here = the one in the machine
safety-lose = Report this card lost?
    .say = Please read it, then confirm.
safety-lose-yes = Yes, stop the card
    .help = At once
    .hear = stop the card|yes
safety-freeze = Freeze this account?
    .say = Please read it, then confirm.
safety-freeze-yes = Yes, freeze it
    .help = At once
    .hear = freeze it|yes
safety-no = No, not now
    .help = Nothing changes
    .hear = not now|no
safety-then-lost = it stops working at once; your money stays
safety-then-lost-here = it stops working at once; this visit ends and the card comes back
safety-undo-lost = cannot be undone; a new card at the counter, with your ID
safety-then-frozen = nothing can leave it, waiting transfers too; it can receive
safety-undo-frozen = here with your card and a check, or at the counter
safety-lost = The card is stopped
    .body = { $number } has been stopped since { $time }. Bring your ID to the counter for a new card.
    .say = The card is stopped. Would you like a slip?
safety-lost-here = The card is stopped
    .body = { $number } has been stopped since { $time }. It comes back. Bring your ID to the counter for a new one.
    .say = It comes back. Would you like a slip?
safety-frozen = The account is frozen
    .body = Since { $time } nothing can leave { $number }. To release it, come here with your card for a check, or go to the counter.
    .say = The account is frozen. Would you like a slip?
safety-lost-already = This card is stopped already
    .body = Nobody can use { $number }. Bring your ID to the counter for a new one.
safety-expired-already = This card has expired
    .body = Nobody can use { $number }. Bring your ID to the counter for a new one.
safety-frozen-already = This account is frozen already
    .body = { $number } stays frozen. Release it with your card, or at a counter.
safety-closed-already = This account is closed
    .body = { $number } cannot be used; there is nothing to freeze.
safety-unfreeze = Unfreeze this account?
    .hint = We check again that it is you, and ask for the PIN.
    .say = Unfreeze this account?
safety-unfreeze-yes = Unfreeze it
    .help = A check of who you are, then the PIN
    .hear = unfreeze it|yes
safety-unfreeze-no = Not now
    .help = It stays frozen
    .hear = not now|no
safety-then-unfrozen = money can leave it again
safety-unfrozen = The account is released
    .body = Since { $time } money can leave { $number } again.
    .say = The account is released. Would you like a slip?
slip-unfrozen = Account released
pin-unfreeze = Your PIN again, to unfreeze
    .hint = It is used for this step only. { $length } digits, then the green key.
    .say = Cover the pad with your other hand.
    .body = Cover the pad. The screen never shows your PIN.
    .step = PIN
safety-unknown = Not known yet
    .body = The bank has not answered. Please do it again at once, which does no harm, or get help here.
problem-safety = It was not stopped
    .body = The bank did not accept it, and nothing has changed. Please get help here at once, or call the number on your card.
card-is-active = Active
card-is-blocked = PIN blocked
card-is-lost = Reported lost
card-is-expired = Expired
card-is-inactive = Not active yet
account-is-active = Active
account-is-frozen = Frozen
account-is-closed = Closed
busy-safety = Asking for cards and accounts
busy-stopping = Stopping it
row-card = Card
row-then = Then
row-undo = To undo
slip-lost = Card reported lost
slip-frozen = Account frozen
goodbye-without-card = All done. Goodbye.
    .body = { $slip ->
            [yes] Please take your slip. The screen is cleared.
           *[no] The screen is cleared.
        }

problem-card-lost = This card was reported lost
    .body = It no longer works, and nobody can use it. Bring your ID to the counter for a new one, or get help here.
problem-card-inactive = This card is not active yet
    .body = Nobody saw you take it, so it is kept safe. Show it and your ID to staff: they switch it on.
problem-card-replaced = Another card took this one's place
    .body = It no longer works; your money is safe. Please use the newer card, or get help here.
