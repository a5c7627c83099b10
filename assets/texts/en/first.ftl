### What the first screen says, and what stands everywhere: read at the start; the rest a moment later.

## Everywhere

bank-name = Sample Bank
simulated = SIMULATED
mode-standard = Standard
    .hear = standard|normal type
mode-elder = Large type
    .hear = large type|bigger letters
mode-contrast = High contrast
    .hear = high contrast
bar-back = Back
    .hear = back|go back
bar-repeat = Repeat
    .hear = repeat|say it again
bar-person = Get help
    .hear = help|get help|call a person
bar-cancel = Cancel
    .hear = cancel|stop this
bar-cancel-card = Card back
    .hear = cancel|card back|give me my card
bar-leave = Take card
    .hear = take card|card back|give me my card
key-delete = Delete
button-ok = OK
    .hear = okay|next|continue|confirm
place-card = Lower right, green light
place-paper = Slip outlet: lower left
pending-bank = Checking with the bank
idle = Are you still there?
    .body = What you entered is kept. When time is up the screen is cleared.
    .body-card = What you entered is kept. When time is up your card comes back first, then the screen is cleared.
    .unit = seconds left
    .stay = Yes, carry on
    .leave = Finish
    .leave-card = Finish, card out
    .hear-stay = carry on|continue|i am here
    .hear-leave = finish|card back

## Sound

sound = Sound
    .title = Change the sound
    .done = Done
sound-quieter = Quieter
sound-louder = Louder
sound-slower = Slower
sound-faster = Faster
sound-mute = Sound off
sound-mute-end = Sound on
sound-aloud = Sums aloud
    .help = Others hear them too
sound-aloud-end = Sums silent
sound-eyes-shut = Without looking
    .help = All is read; keys choose
sound-eyes-shut-end = Look again
sound-blank = Screen off
    .help = You still hear it
sound-least = Quietest now
sound-most = Loudest now
sound-slowest = Slowest now
sound-fastest = Fastest now

## First screen and card

attract = What would
    you like to do?
    .hint = Press a service, or insert your card.
    .say = Hello. Choose a service, or insert your card. If you cannot see the screen, press 0.
service-transfer = Transfer money
    .help = To an account of this bank
    .hear = transfer|transfer money|send money
service-inquiry = Accounts
    .help = Balances, entries, statements
    .hear = accounts|check my balance|balance|statement
service-safety = Stop a card or account
    .help = You need no card for this
    .hear = stop a card|report card lost|lost card|freeze
service-open-card = Get a card
    .help = Account, card, PIN: bring ID
    .hear = get a card|open a card|new card|open a new card
service-finish = Finish, take card
    .help = It comes out at the lower right
    .hear = finish|take card|i am done
insert-card = Insert your card
    .hint = Chip first, face up. It stays inside until you finish, then comes back.
    .say = Please insert your card at the lower right.

## Why not now

reason-no-paper = Not now: out of slip paper
reason-card-stuck = Not now: staff must take out a card
reason-card-reader = Not now: card reader fault
reason-pin-pad = Not now: PIN pad fault
reason-id-scanner = Not now: ID scanner fault
reason-document-stuck = Not now: a document is stuck
reason-staff-away = Not now: no staff here
reason-camera = Not now: camera fault
reason-card-dispenser = Not now: card machine fault
reason-no-cards = Not now: out of cards. Staff know.
reason-disk = Not now: no room for records
reason-bank-away = Not now: no line to the bank
reason-bank-mismatch = Not now: set up differently
out-of-service = Out of service
    .hint = Please use another terminal, or the counter.

## A person

assistance-calling = Calling staff
assistance-called = Called at { $time }. Nobody has answered yet.
assistance-answered = Staff have answered and are coming.
assistance-looking = Staff are looking at it now.
assistance-failed = Staff could not be reached. Call the number on your card.

## What is heard: phrases with a bar between

hear-yes = yes|that is right|correct
hear-no = no|that is wrong|wrong
hear-language-zh-Hans = chinese|mandarin
hear-language-zh-Hant = traditional chinese
hear-language-en = english
hear-sound-slower = slower|speak slower
hear-sound-faster = faster|speak faster
hear-sound-louder = louder
hear-sound-quieter = quieter|softer
hear-sound-mute = mute|be quiet
hear-sound-aloud = sums aloud|aloud|read it out|read aloud
hear-sound-eyes-shut = without looking
hear-sound-keys = sound
hear-places = number one|number two|number three|number four|number five|number six|number seven|number eight|number nine
