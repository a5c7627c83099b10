### Agreements and signatures: what their buttons say where the question has no words of its own.

accept-yes = Accept
accept-no = No, thank you
sign-done = Done
sign-other = I cannot sign
sign-clear = Start again
error-signature-missing = Please sign in the frame: with a finger, over the line.
