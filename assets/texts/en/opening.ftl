### Open a card: from the first choice to the card in the hand.

## What is wanted

opening-kind = What would you like?
    .hint = You need your own ID document, and about three minutes.
    .say = Please choose what you would like.
opening-kind-opening = Account and card
    .help = You have none at this bank
    .hear = account and card|open an account
opening-kind-additional = One more card
    .help = For the account you have
    .hear = one more card|another card
opening-kind-replacement = Replace a card
    .help = Lost, damaged or expired
    .hear = replace a card|replace my card
opening-kind-pin-reset = A new PIN
    .help = You have the card, not the PIN
    .hear = a new pin|forgot my pin
opening-kind-resume = Go on from before
    .help = With a code of 8 digits
    .hear = go on from before|continue

## Agreement and consents

opening-account-agreement = The account agreement
    .say = Please read to the end, then accept or not.
    .step = Agreement
opening-card-agreement = The card agreement
    .say = Please read to the end, then accept or not.
    .step = Agreement
opening-personal-data = How your data are used
    .say = Please read how your data are used, then accept or not.
    .step = Agreement
opening-stills = Pictures for staff?
    .say = Please read, then accept or not.
    .step = Agreement
opening-not-accepted = We need your consent
    .body = There is no hurry. Read it again, leave it, or ask somebody first.
opening-read-again = Read again
    .help = Then decide
    .hear = read again
opening-leave = Leave it
    .help = Your document comes back
    .hear = leave it|no
consent-why-application = To know that the document is yours

## Whether it can be had

busy-application = Checking with the bank
busy-eligibility = Checking your document
    .hint = The bank asks the identity registry. Just a moment.
busy-reserve = Keeping a number for you
opening-bank-away = The bank cannot be reached
    .body = What you entered is kept. You can wait and try again.
opening-again = Try again
    .help = From where you are
    .hear = try again
opening-ended = This application has ended
    .body = It is too old, or was finished elsewhere. Begin again, or get help here.
opening-understood = I see
    .help = Your document comes back
    .hear = i see|okay
opening-refused-under-age = Under 16: please use the counter
    .body = Please come with a parent or guardian, and bring both ID documents.
opening-refused-document-expired = The document has expired
    .body = Please get a new one from the police first. If it is urgent, bring a temporary ID card to the counter.
opening-refused-document-kind = Please show this at the counter
    .body = Staff have to check passports. Please bring yours, and your residence papers, to the counter.
opening-refused-not-in-registry = The document was not found
    .body = Please bring it to the counter with your household register: staff will help.
opening-refused-registry-differs = Document and registry differ
    .body = Name, birthday or validity is different there. Please ask the police or the counter.
opening-refused-document-cancelled = This document is no longer valid
    .body = It was reported lost, or a newer one was made. Please come again with the new one.
opening-refused-registry-away = The registry cannot be reached
    .body = It is not your fault. Please come again later, or go to the counter.
opening-refused-has-account = You have an account here
    .body = Each person has one Class I account: you need no other. You can choose:
opening-refused-no-account = You have no account here yet
    .body = You need an account before a card. You can choose:
opening-refused-no-card = There is no card for this
    .body = None can be replaced, or the card inside is not yours to use. Choose below, or ask at the counter.
opening-refused-too-many-cards = You have the most cards allowed
    .body = A card you do not use can be cancelled at the counter.
opening-refused-not-served = Please go to the counter
    .body = This cannot be done here. Please bring your document to the counter: staff will explain.
opening-refused-open-elsewhere = You started this elsewhere
    .body = Only one at a time. Please go back to that terminal, or to the counter.
opening-refused-tried-too-often = Too many tries today
    .body = To keep you safe, please come again after 24 hours, or go to the counter.

## Going on from before

opening-code = Enter your 8-digit code
    .hint = From the screen or slip when you stopped, good for 24 hours.
    .say = Please enter the code.
    .primary = Next
    .step = You
error-resume-length = The code has { $most } digits.
error-resume-wrong = { $left ->
        [one] The code does not match this document. One more try.
       *[other] The code does not match this document. { $left } more tries.
    }
opening-resume-ended = There is nothing to continue
    .body = It is older than 24 hours, was tried too often, or is finished. Begin again, or get help here.

## The phone

opening-phone = Enter your phone number
    .hint = 11 digits. We send a code there to check it.
    .say = Please enter your phone number. It is not read aloud.
    .primary = Send me a code
    .step = Phone
    .hear-primary = send me a code|send
error-phone-length = It has { $most } digits. Please look again.
error-phone-kind = Please enter a mainland mobile: it begins with 1.
error-phone-not-own = The bank has a different number. Use that one, or ask at the counter.
opening-phone-code = Enter the code we sent
    .hint = { $sent ->
            [again] We sent another. Please use the newest.
           *[first] It went to the phone you just entered, good for five minutes.
        }
    .say = Please enter the { $length } digits we sent to your phone.
    .primary = Next
    .secondary = Send another
    .step = Phone
    .hear-secondary = send another
opening-phone-code-ended = This code has expired
    .body = It is over five minutes old, or was wrong three times. Have another sent. If no message came, check the number.

## Address, occupation, purpose

opening-address = Do you live here now?
    .say = Please check whether you live at the address on your document.
    .step = About you
opening-address-document = Yes, I live here
    .help = As on the document
    .hear = yes|i live here
opening-address-other = No, somewhere else
    .help = Chosen step by step
    .hear = no|somewhere else
opening-area = { $level ->
        [province] In which province?
        [city] In which city?
        [district] In which district?
       *[street] In which street?
    }
    .say = Please choose where you live.
    .step = About you
opening-area-elsewhere = None of these
    .help = I live somewhere else
    .hear = none of these|none
opening-elsewhere = Your place is not in the lists
    .body = This terminal knows only places near here. Choose again, or go on at the counter: staff will write it down.
opening-lists = Choose again
    .help = One step back
    .hear = choose again
opening-counter = Go on at the counter
    .help = You get a code
    .hear = go on at the counter|counter
opening-house = The house number?
    .hint = Digits only: for number 18 press 18.
    .say = Please enter the house number.
    .primary = Next
    .step = About you
opening-room = The room number?
    .hint = Digits only. If there is none, press "No room".
    .say = Please enter the room number.
    .primary = Next
    .secondary = No room
    .step = About you
    .hear-secondary = no room|none
error-house = Please enter digits: { $most } at most.
opening-occupation = What do you do?
    .say = Please choose your occupation.
    .step = About you
occupation-employee = Employed
occupation-public-service = Public service
occupation-professional = Doctor, teacher, other profession
occupation-self-employed = Self-employed
occupation-farming = Farming, forestry, fishing
occupation-student = Student
occupation-retired = Retired
occupation-homemaker = Keeping house
occupation-other = Something else
opening-purpose = What is the account for?
    .say = Please choose what the account is mainly for.
    .step = About you
account-purpose-salary = Wages
account-purpose-daily = Daily income and spending
account-purpose-savings = Savings
account-purpose-pension = Pension or benefits
account-purpose-family = Money between family
account-purpose-other = Something else

## Confirming

opening-review = Check, then confirm
    .say = Please check what you entered.
    .primary = Confirm
    .secondary = Change
    .step = Review
    .hear-secondary = change
    .hear-primary = confirm
row-applied-for = For
row-name = Name
row-document-number = Document
row-phone = Phone
row-address = Address
row-occupation = Occupation
row-account-purpose = Purpose

## PIN and signature

pin-new = Choose a PIN of { $length } digits
    .hint = No birthday, no phone number, no run of digits. Then press the green key.
    .say = Please choose a PIN. Cover the keys with your other hand.
    .body = Cover the PIN pad and mind who is behind you. The screen never shows it.
    .step = PIN
pin-new-again = Enter the PIN once more
    .hint = The same { $length } digits, then the green key.
    .say = Please enter the PIN once more.
    .body = Cover the PIN pad and mind who is behind you. The screen never shows it.
    .step = PIN
busy-pin-new = Setting your PIN
error-pins-differ = The two were not the same. Choose again, and enter it twice.
error-pin-weak-birthday = This looks like a birthday: easily guessed. Choose another.
error-pin-weak-repeats = Repeated digits are easily guessed. Choose different ones.
error-pin-weak-run = Digits in a row are easily guessed. Mix them.
error-pin-weak-phone = These are digits of your phone: easily guessed. Choose others.
error-pin-weak-id-number = These are digits of your document: easily guessed. Choose others.
error-pin-weak-other = That PIN is easily guessed. Choose another.
error-pin-again = That did not get through. Please choose it once more.
opening-sign = Sign in the frame
    .hint = Write your name with a finger, as on your document.
    .say = Please sign on the screen with a finger.
    .secondary = I cannot sign: confirm
    .step = Signature

## Staff

opening-waiting = Staff have been called
    .hint = { $mode ->
            [elder] Please wait here.
           *[other] Staff must first see you and your document. Please wait here.
        }
    .say = Staff have been called. Please wait here.
    .step = Staff
row-called-at = Called at
row-staff-state = Now
opening-staff-called = waiting for staff
opening-staff-looking = staff are looking at it
opening-staff-second = a second member of staff is needed
opening-later = Go on another time
    .help = You get a code
    .hear = go on another time|another time|later
opening-still-waiting = Are you still waiting?
    .hint = Staff have not answered yet. You can wait, or come again later.
    .say = Are you still waiting?
    .step = Staff
opening-wait = Wait on
    .help = You need do nothing
    .hear = wait on|wait
opening-look-again = Please look at the camera again
    .body = Staff would like to see you more clearly.
opening-refused = Staff have not approved it
    .body = No account was opened and nothing is charged. Bring your document to the counter to ask.
row-reason = Why
staff-said-not-the-person = it does not look like you on the document
staff-said-document-doubtful = the document has to be checked at the counter
staff-said-face-hidden = your face was partly hidden: no mask, no hat
staff-said-light-poor = the light was too poor
staff-said-ask-at-counter = please go to the counter: staff will explain
staff-said-other = please ask the staff here

## With the card in the hand

opening-alerts = Your card works. Messages?
    .hint = One for each payment, free of charge.
    .say = Your card works. Would you like a message for each payment?
    .step = Card
opening-alerts-yes = Yes, messages
    .help = To your phone
    .hear = yes|messages
opening-alerts-no = No
    .help = The counter can change it
    .hear = no
opening-alerts-on = one for each payment
row-alerts = Messages
opening-limits = How much in one transfer?
    .hint = Lower is safer. The counter can change it.
    .say = Please choose a limit for transfers.
    .step = Card
opening-limit-bank = As the bank has it
    .help = No limit of your own
    .hear = as the bank has it
opening-limit-low = { $one } a transfer
    .help = { $day } a day
    .hear = low|the lower one
opening-limit-middle = { $one } a transfer
    .help = { $day } a day
    .hear = middle|the middle one
opening-offers-failed = Messages and limits were not set
    .body = Your card works, with the bank's own limits. The counter can change them.
opening-done = Done: your card works
    .body = { $number } works from { $time }. Keep the PIN in your head, never on the card.
    .say = Done. Would you like a slip?
opening-pin-set = Your new PIN is set
    .body = { $number } has the new PIN from { $time }. Keep it in your head, never on the card.
    .say = Your new PIN is set. Would you like a slip?
slip-opening = Card
slip-pin-reset = New PIN
slip-opening-advice = If it is lost, report it at once: terminal, counter, or the number on the card.

## Stopping

opening-stop = Keep what you entered?
    .hint = Then you can go on within 24 hours, here or at a counter.
    .say = Shall we keep what you entered, or delete it?
opening-keep = Keep it, give me a code
    .help = Go on with code and document
    .hear = keep it|give me a code
opening-delete = Delete it
    .help = Nothing is kept
    .hear = delete it|delete
opening-deleted = It is deleted
    .body = Nothing you entered is kept, and nothing of your document.
opening-deleted-later = It will be deleted
    .body = The bank cannot be reached just now. Nobody can continue it, and the bank deletes all of it within an hour.
opening-kept = It is kept for you
    .body = Until { $time } you can go on here or at a counter, with this code and the same document. After that all of it is deleted.
    .number = Your code
    .say = Please note the code.
opening-not-kept = Not finished, and not kept
    .body = The bank cannot be reached, or it has ended. Nothing was opened or charged.
opening-pin-unsure = We do not know if the PIN is set
    .body = Try the new PIN. If it does not work, set one again here, with card and ID document.
row-resume-code = Code
slip-none-of-code = No slip
    .help = You have noted the code
    .hear = no slip|no
slip-opening-kept = Your code
slip-kept-advice = Go on here or at a counter, with the same document.
