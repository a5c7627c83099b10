### The agreements and what data may serve: another word is another version (kiosk/services/opening_agreements.py).

## The account

agreement-account-1 = You open a personal account of Class I at this bank, with a debit card. One account of Class I a person.
agreement-account-2 = Account and card are for you alone. To rent, lend or sell them is against the law, and counts against you later.
agreement-account-3 = You choose the PIN. Tell it to nobody: bank staff never ask for it.
agreement-account-4 = Account and card cost nothing. If that ever changes, it is announced first.
agreement-account-5 = If the card is lost, report it at once: here, at the counter, or by the number on the card.
agreement-account-6 = A new account that is not used for six months is suspended, until you come with your ID document.
agreement-account-7 = You can close it at the counter at any time. If anything is not clear, ask first. There is no hurry.

## The card

agreement-card-1 = This debit card belongs to your account here and is for you alone. To rent, lend or sell it is against the law.
agreement-card-2 = You choose the PIN. Tell it to nobody: bank staff never ask for it.
agreement-card-3 = Where a card is replaced, the old one stops working at once. Your money stays where it is.
agreement-card-4 = If the card is lost, report it at once: here, at the counter, or by the number on the card.

## Your data

agreement-data-1 = For this the bank needs what your ID document says, your phone, address, occupation, purpose and signature.
agreement-data-2 = The bank has your document checked by the identity registry.
agreement-data-3 = The data serve to know that it is you, to make account and card, and the checks against money laundering that the law wants. Never to sell you things.
agreement-data-4 = What is not finished is kept for 24 hours at most, then deleted. What is finished is kept as long as the law says.
agreement-data-5 = You can see it, have it corrected, and ask for it to be deleted. For the camera and for pictures you are asked separately.
agreement-data-card-1 = For this the bank needs what your ID document says, and your signature.
agreement-data-pin-1 = For this the bank needs your ID document and your card.
agreement-data-pin-3 = They serve only to know that it is you, and to set the new PIN.

## Pictures for staff

agreement-stills-1 = Whoever approves compares two pictures: the one on your document, and one that the camera has just seen.
agreement-stills-2 = They are kept enciphered, for those who approve alone, and deleted when this has ended: after 30 days at most.
agreement-stills-3 = You need not agree: staff then look at you and your document in person.
