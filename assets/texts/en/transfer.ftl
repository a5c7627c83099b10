### Transfer: to whom, how much, when, and what became of it.

## Transfer

transfer-source = From which account?
    .step = From
source-savings = Savings account
    .help = { $number }, available { $amount }
    .hear = savings account|savings
source-current = Current account
    .help = { $number }, available { $amount }
    .hear = current account|current
transfer-payee = Payee's account number
    .hint = An account of this bank, 16 to 19 digits.
    .say = Please enter the payee's account number.
    .primary = Next
    .step = Payee
transfer-confirm = Is this the right person?
    .hint = Please compare the name with who you want to pay.
    .say = Please check the payee's name.
    .step = Name
payee-right = Yes, that is right
    .help = The amount comes next
    .hear = yes|that is right|correct
payee-other = No, another account
    .help = Enter the number again
    .hear = no|another account|that is wrong
transfer-amount = How much?
    .hint = { $mode ->
            [standard] To { $payee }; any fee is shown before you confirm.
           *[other] To { $payee }
        }
    .say = Please enter the amount.
    .primary = Next
    .step = Amount
amount-available = Available { $amount }
amount-limit = At most { $amount } a transfer
amount-limit-today = At most { $amount } more today
transfer-review = Check, then confirm
    .say = Please check the payee and the amount.
    .primary = Confirm transfer
    .secondary = Change amount
    .step = Review
    .hear-secondary = change amount
    .hear-primary = confirm transfer|confirm
wording-real-time = { $amount } yuan to { $payee } (ending { $tail }). It arrives at once and cannot be called back.
arrival-real-time = At once 实时到账
transfer-done = { $amount } yuan sent
    .body = { $payee } (ending { $tail }) has it.
    .say = Done. Would you like a slip?
    .step = Done
transfer-unknown = We do not know yet
    .body = { $mode ->
            [elder] The { $amount } yuan will leave once, or not at all.
           *[other] The bank has not answered. The { $amount } yuan will leave once, or not at all.
        }
    .number = Your case number
    .say = Please do not send it again.
    .step = Waiting
unknown-we-will = go on asking the bank
unknown-please = do not send it again
unknown-to-ask = call the number on your card
declined-funds = Not sent. No money has moved.
    .body = There is not enough in the account. You can try a smaller amount.
    .step = Not sent
declined-limit = Not sent. No money has moved.
    .body = It is more than the limit. You can send less, or try tomorrow.
    .step = Not sent
declined-payee = Not sent. No money has moved.
    .body = The payee's account cannot receive money now. Please check with the payee.
    .step = Not sent
declined-frozen = Not sent. No money has moved.
    .body = Your account is frozen. Please call the number on your card, or get help here.
    .step = Not sent
declined-verification = Not sent. No money has moved.
    .body = Your identity check was over five minutes old. Please start the transfer again.
    .step = Not sent
declined-other = Not sent. No money has moved.
    .body = The bank did not accept it. Please try again later, or get help.
    .step = Not sent

## To whom

transfer-whom = Who is it for?
    .hint = Your own account, somebody you have saved, or somebody new.
    .say = Please choose who the money is for.
    .step = Payee
own-savings = My savings account
own-current = My current account
whom-new = Somebody else
    .help = You enter their account number
    .hear = somebody else|someone else|somebody new

## When

transfer-when = When should it be sent?
    .hint = What is not sent at once can be cancelled until it is sent.
    .say = Please choose when it should be sent.
    .step = When
speed-real-time = Now
    .help = { $fee ->
        [0] Arrives at once, no fee
       *[other] Arrives at once, fee { $sum } yuan
    }
    .hear = now|right now|at once
speed-two-hours = In two hours
    .help = { $fee ->
        [0] Sent at { $time }, no fee
       *[other] Sent at { $time }, fee { $sum } yuan
    }
    .hear = in two hours|two hours
speed-next-day = Tomorrow
    .help = { $fee ->
        [0] Sent at { $time }, no fee
       *[other] Sent at { $time }, fee { $sum } yuan
    }
    .hear = tomorrow|the next day
speed-too-dear = Not now: with its fee it is more than there is
arrival-two-hours = After two hours
arrival-next-day = The next day

## What for

transfer-note = What is it for?
    .hint = The payee sees this. You can leave it out.
    .say = Please choose what the money is for.
    .step = What for
note-family = Family
    .hear = family
note-rent = Rent
    .hear = rent
note-goods = Things bought
    .hear = things bought|shopping
note-loan = A loan
    .hear = a loan|loan
note-gift = A gift
    .hear = a gift|gift
note-other = Something else
    .hear = something else|other
note-none = Leave it out
    .hear = leave it out|nothing

## Before it goes on

risk-guided = Is anybody on the phone with you, or telling you what to do?
    .hint = { $mode ->
            [elder] {""}
           *[other] We tell nobody your answer. Please take your time.
        }
    .say = One question for your safety.
    .step = For your safety
risk-guided-no = No, I decide by myself
    .help = We go on
    .hear = no|i decide by myself|nobody
risk-guided-yes = Yes, somebody is
    .help = We look for a safe way together
    .hear = yes|somebody is
risk-urgent = Did anybody say it must be sent at once?
    .hint = { $mode ->
            [elder] {""}
           *[other] We tell nobody your answer. Please take your time.
        }
    .say = One more question for your safety.
    .step = For your safety
risk-urgent-no = No, there is no hurry
    .help = We go on
    .hear = no|there is no hurry|no hurry
risk-urgent-yes = Yes, it is urgent
    .help = We look for a safe way together
    .hear = yes|it is urgent|urgent
why-new-payee = You have not paid them before
why-unusual-amount = More than you usually send
why-odd-hour = It is late at night
why-several-today = Several sent today
risk-offer = Shall we stop for a moment?
    .hint = Fraud works by hurry and by phone. No bank or police asks you to transfer money. Waiting costs you nothing.
    .say = You can wait, call staff, or stop the account.
    .step = For your safety
offer-delay = Send it tomorrow instead
    .help = You can cancel it until then
    .hear = send it tomorrow|tomorrow
offer-staff = Call our staff
    .help = Talk it over with a person first
    .hear = call our staff|call staff
offer-staff-called = Called: any answer is shown here
offer-freeze = Freeze my account
    .help = Nothing can leave it then
    .hear = freeze my account|freeze
offer-go-on = Go on as it is
    .help = I am sure of it
    .hear = go on as it is|go on

## Done later, and keeping the payee

wording-later = { $amount } yuan to { $payee } (ending { $tail }). It is sent on { $time } and can be cancelled until then.
transfer-accepted = Not sent yet
    .body = You can cancel it until it is sent: Accounts, Waiting transfers.
    .say = Accepted. It is sent later. Would you like a slip?
    .step = Accepted
slip-transfer-accepted = Transfer accepted, sent later
slip-later-advice = Not sent at once. It can be cancelled until then.
payee-save = Keep this payee for the next time?
    .hint = You need not enter the number again then.
    .say = Would you like to keep this payee?
save-yes = Yes, keep
    .help = The name is in your list
    .hear = yes|keep
save-no = No
    .help = Nothing is kept
    .hear = no
payee-saved = Kept
    .body = You will find this payee in your list the next time.
payee-not-saved = The payee was not kept
    .body = Your transfer stands. You can keep the payee another time.
payees-full = The list of payees is full
    .body = Your transfer stands. Staff can help you tidy the list.
busy-saving = Keeping the payee
row-why = Why we ask

## When the bank says no at the field

error-payee-not-found = There is no such account. Please check the number.
error-payee-unavailable = This account cannot receive money now. Please ask the payee.
error-payee-same = That is the account you are paying from. Please choose another.
error-payee-refused = The bank does not accept this account. Please check the number.
error-amount-limit = At most { $amount } in one transfer, fee included. Please enter less.
error-amount-today = At most { $amount } more today, fee included. Please enter less.
error-amount-available = More than the { $amount } available. Please enter less.
error-amount-fee = With the fee it is more than the { $amount } there is. Enter less.
error-amount-frozen = Nothing can leave this account now. Please choose another.
error-amount-payee = The payee cannot receive money now. Please go back and choose another.
error-amount-refused = The bank does not take it now. Try another amount, or get help.
error-payee-gone = This one is not in your list any more. Please choose another.

## Who a saved payee is to the customer, and what was said on the first screen

payee-label = Who is this person to you?
    .hint = You can then say it instead of a name.
    .say = Who is this person to you?
label-none = Somebody else
    .help = Nothing more is kept
    .hear = somebody else
label-daughter = Your daughter
label-son = Your son
label-wife = Your wife
label-husband = Your husband
label-mother = Your mother
label-father = Your father
label-landlord = Your landlord
label-friend = A friend
transfer-wished = { $label }: is this who you mean?
    .hint = Nothing is sent yet. The amount comes next.
    .say = Please check the payee.
    .step = Payee
wish-other = Somebody else
    .help = Choose or enter whom
    .hear = no|somebody else
wish-nobody = Nobody in your list is kept as "{ $label }". Choose or enter whom.
