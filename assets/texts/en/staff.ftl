### What a member of staff reads at the terminal, over the customer's visit.

staff-here = Staff: here

## Signing in

staff-number = Staff: your number
    .hint = Four digits. The customer's screen is covered; Cancel leads back to it.
    .primary = Next
staff-second = Second member of staff
    .hint = The machine has not said yes. Enter their number: four digits.
    .primary = Next
staff-pin = Staff { $number }: your PIN
    .hint = { $length } digits on the PIN pad, then its green key.
    .body = Cover the pad. The screen never shows your PIN.
error-staff-number = A number has four digits
error-staff-wrong = Number or PIN is not right
error-staff-wait = Too many wrong PINs. Please wait { $unit ->
    [hours] { $count } hours
    [minutes] { $count } minutes
   *[seconds] { $count } seconds
}.
busy-staff-sign-in = Signing you in
busy-staff-file = Opening the file
busy-staff-decision = Telling the bank
staff-signed-out = You are signed out
    .body = The bank has ended your session. Please sign in again.

## The file

staff-file = { $kind ->
        [opening] New account and card?
        [additional] Another card?
        [replacement] A new card?
       *[pin-reset] A new PIN?
    }
    .say = Please compare the pictures with the person before you.
staff-picture-document = Document
staff-picture-live = Camera
staff-picture-signature = Signature
staff-no-picture = No picture
row-staff-machine = Machine
row-staff-signature = Signature
row-staff-face = Face check
row-staff-distance = Distance
row-staff-asked = Asked for
row-staff-wrong = Found
row-staff-name = Name
row-staff-document = Document
row-staff-born = Born
row-staff-valid = Valid until
row-staff-address = Address
row-staff-lives = Lives at
row-staff-phone = Phone
row-staff-details = Details
row-staff-card = Card
row-staff-since = Waiting since
row-staff-history = At this bank
row-staff-decided = Decided
row-staff-reason = Reason
machine-for = For it: face matches, living
machine-not-excluded = Face matches; living not certain
machine-against = Against it: two staff must agree
machine-none = No face check: two staff must agree
staff-unsigned = Could not sign: confirmed by a key
staff-no-distance = no distance
liveness-live = living
liveness-not-excluded = living not certain
liveness-refused = not living
document-resident-id = Resident ID card
document-passport = Passport
document-residence-permit = Permanent residence permit
document-long-term = Long term
sex-male = male
sex-female = female
sex-unspecified = sex not given
history-none = Nothing known
history-accounts-active = Accounts
history-accounts-frozen = Accounts frozen
history-accounts-closed = Accounts closed
history-cards = Cards
history-cards-lost = Cards lost
history-cards-blocked = Cards blocked
history-cards-expired = Cards expired
history-cards-inactive = Cards not active
history-applications-refused = Refused lately
decided-approve = approved
decided-refuse = refused
decided-try-again = asked for another try

## Whether it is the customer

staff-verification = { $purpose ->
        [transfer] Sending money: is it them?
        [statement] Old records: is it them?
       *[unfreeze] Unfreezing: is it them?
    }
    .say = Please compare the pictures with the person before you.
staff-picture-registry = Registry
row-staff-doubt = Why you
row-staff-until = Waits until
staff-doubt-asked = The customer asked for staff
staff-doubt-consent-refused = Would rather not use the face
staff-doubt-face-unavailable = No face check could be made
staff-doubt-face-blocked = Too many face checks failed
staff-doubt-face-refused = The face does not match
staff-doubt-liveness-refused = Not a living person, it says
staff-doubt-not-excluded = Face matches; living not certain
staff-doubt-threshold-too-high = The check was not strict enough
staff-doubt-consent-unclear = The consent is too old
staff-confirm = It is this person
    .help = I have seen them here

## Deciding

staff-approve = Approve
    .help = It is this person, and they may have it
staff-refuse = Refuse
    .help = With a reason
staff-try-again = Another try
    .help = Another face check first
staff-seen = Have you seen { $name } yourself, here?
    .hint = The machine alone is not enough. Compare the face before you with the document.
staff-seen-yes = I have seen this person
    .help = It is the person on the document
staff-why-refuse = Why is it refused?
staff-why-again = What should be better?
staff-why-approve = Why do you approve all the same?
staff-reason-not-the-person = Not the person on the document
staff-reason-document-doubtful = The document is doubtful
staff-reason-ask-at-counter = It must be done at a counter
staff-reason-face-hidden = The face was covered
staff-reason-light-poor = The light was poor
staff-reason-other = Something else
staff-reason-compared-document = I compared face and document
staff-reason-camera-wrong = The camera sees it wrongly
staff-reason-known-here = I know this person
staff-decided-approve = Approved
    .body = The customer's screen goes on.
staff-decided-refuse = Refused
    .body = The customer is told.
staff-decided-try-again = Another try
    .body = The customer is asked to look again.

## What cannot be

staff-nothing-waits = Nothing waits here
    .body = There is nothing in this visit to decide about.
staff-not-allowed = You may not decide this
    .body = Approving is not one of your tasks. Please call a colleague.
staff-is-applicant = It is about you yourself
    .body = Nobody decides about themselves. Please call a colleague.
staff-same-person = You have approved already
    .body = The second approval must be somebody else's. Please call a colleague.
staff-file-changed = The file has changed
    .body = Nothing was decided. Please look at it again.
staff-bank-away = The bank cannot be reached
    .body = It is not certain that your decision has arrived. Please sign in again and look.
staff-declined = The bank cannot do this now
    .body = Nothing was decided. Please decide at the desk.
staff-no-pad = The PIN pad does not work
    .body = Nobody can sign in here. Please decide at the desk.
