### What the terminal says to customers. One message a prompt; docs/glossary.md explains the attributes.

## PIN

pin-sign-in = Enter your { $length }-digit PIN
    .hint = Use the PIN pad, then its green key. Do not press the screen.
    .say = Cover the pad with your other hand.
    .body = Cover the pad. The screen never shows your PIN.
pin-order = Enter your PIN to confirm
    .hint = It is used for this transfer only. { $length } digits, then the green key.
    .say = Cover the pad with your other hand.
    .body = Cover the pad. The screen never shows your PIN.
    .step = PIN

## Menu

menu = { $name }, what would you like to do?
    .say = Please choose a service.

## Slip of balances

balance-print = Print a slip
    .help = It comes out at the lower left
    .hear = print a slip|print
balance-done = Done
    .help = Back to the menu
    .hear = done

## Slip

slip-print = Print a slip
    .help = It comes out at the lower left
    .hear = print a slip|print|yes
slip-none = No slip
    .help = The record stays in your account
    .hear = no slip|no
take-slip = Take your slip
    .hint = If you leave it, the terminal draws it back.
    .say = Please take your slip.
slip-failed = The slip could not be printed
    .body = What you did stands. The counter can print the slip for you.
slip-not-taken = The slip was drawn back
    .body = You did not take it. It is inside the terminal, where nobody else can get it.
slip-still-there = The slip did not go back
    .body = It may still be at the outlet. Please take it, so that nobody else reads it.
slip-balance = Balance
slip-transfer-done = Transfer done
slip-transfer-unknown = Transfer: outcome not known
slip-transfer-declined = Transfer not done
slip-unknown-advice = Please do not send it again. We keep asking.
slip-declined-advice = Not sent. No money has moved.
slip-keep = Please keep this slip safe

## Card back and goodbye

take-card = Take your card
    .hint = After 30 seconds the terminal keeps it safe inside.
    .say = Please take your card.
take-card-interrupted = Take your card
    .hint = { $state ->
            [done] An order from before the interruption was carried out. Case { $case }.
            [declined] An order from before the interruption was not carried out. Case { $case }.
           *[open] An order from before the interruption is being settled. Case { $case }.
        }
    .say = Please take your card.
order-interrupted = Your order from before
    .body = { $state ->
            [done] An order from before the interruption was carried out.
            [declined] An order from before the interruption was not carried out.
           *[open] An order from before the interruption is being settled.
        }
    .number = Your case number
    .say = Please keep this number.
card-retained = Your card is kept safe inside
    .body = It was not taken. Bring your ID to the counter to get it back, or get help here.
card-stuck = Your card is still inside
    .body = The reader has a fault and cannot give it back. We have called staff: please wait here.
goodbye = All done. Goodbye.
    .body = { $slip ->
            [yes] Please take your card and slip. The screen is cleared.
           *[no] Please take your card. The screen is cleared.
        }
goodbye-cancelled = Cancelled. Goodbye.
    .body = Nothing you did not confirm was done. The screen is cleared.
goodbye-idle = We have finished here
    .body = Nobody answered for a while, so we ended it. The screen is cleared.
goodbye-pulled = Card taken out: finished
    .body = Nothing you did not confirm was done. The screen is cleared.
goodbye-device = The terminal has a fault
    .body = Nothing you did not confirm was done. Get help here, or use another terminal.

## Busy

busy-pin = Checking your PIN
busy-sign-in = Signing you in
busy-accounts = Asking for your accounts
busy-order = Sending, please wait
    .hint = It is sent once only.
busy-printing = Printing

## When it cannot be done

error-not-answerable = Please follow the words on the screen
error-choose-one = Please choose one of these
error-amount-missing = Please enter an amount
error-amount-form = That is not an amount
error-digits = It has { $least } to { $most } digits. Please look again.
error-card-unreadable = The card could not be read. Chip first, face up, please try again.
error-pin-wrong = { $left ->
        [one] The PIN is not right. One more try.
       *[other] The PIN is not right. { $left } more tries.
    }
error-bank-away = The bank cannot be reached. What you typed is kept: please try again.
problem-bank-away = The bank cannot be reached
    .body = Not done; no money has moved. Please try again later, or get help.
problem-bank-declined = The bank cannot do this now
    .body = This was not done, and no money has moved. Please get help.
problem-card-blocked = This card is blocked
    .body = After three wrong PINs a card is blocked for safety. Bring your ID to the counter, or get help here.
problem-card-expired = This card has expired
    .body = Bring your ID to the counter for a new one. Your money is not affected.
problem-card-unknown = This card cannot be used here
    .body = The bank does not know it. Use a card of this bank, or get help.
problem-no-account = No account to pay from
    .body = Your account is frozen or closed. Get help here, or call the number on your card.
problem-terminal = The terminal has a fault
    .body = Nothing you did not confirm was done, and your card has come back. Please get help.

## Rows

row-account = Account
row-kind = Kind
row-available = Available
row-balance = Balance
row-state = State
row-amount = Amount
row-fee = Fee
row-payee = Payee
row-to-account = To account
row-to-bank = Bank
row-from-account = From
row-arrival = Arrives
row-reference = Reference
row-case = Case number
row-time = Time
row-terminal = Terminal
row-place = Place
row-we-will = We will
row-please = Please
row-to-ask = To ask
account-savings = Savings account
account-current = Current account
account-active = Active
account-frozen = Frozen: can only receive
account-closed = Closed

## Lists and covered sums

reveal-show = Show sums
    .hear = show sums|show the sums
reveal-hide = Hide sums
    .hear = hide sums|hide the sums
page-previous = Previous page
    .hear = previous page|page before
page-next = Next page
    .hear = next page|more
page-words = Page { $page } of { $pages }
