### What is said about what was heard

heard-ask = { $what }? Please say yes or no.
heard-ask-cancel = Shall we stop here? Please say yes or no.
heard-ask-aloud = Others near you will hear your sums too. Shall I say them? Please say yes or no.
heard-ask-number = { $what }? Please say yes, or say it again.
heard-amount = { $amount } yuan. Say yes if that is right, or say another amount.
heard-by-hand = This is not done by voice alone: press { $what } on the screen, or the Enter key.
heard-again = All right. Please say it again, or press the screen.
heard-go-on = All right, we go on.
heard-nothing = I did not understand. You can say: { $what }. Or press the screen.
heard-nothing-amount = I did not understand. Say an amount, such as five hundred, or use the keys.
heard-nothing-digits = I did not understand. Say a number, or use the keys.
heard-nothing-secret = Please use the keys for this, and do not say it aloud.
heard-person = I still did not understand, and have called staff for you. You can also press the screen.
