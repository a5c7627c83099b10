### Agreements and signatures: what their buttons say where the question has no words of its own.

accept-yes = Accept
    .hear = i accept|accept|i agree
accept-no = No, thank you
    .hear = no thank you|i do not agree|no
sign-done = Done
    .hear = done|signed
sign-other = I cannot sign
    .hear = i cannot sign
sign-clear = Start again
    .hear = sign again|clear
error-signature-missing = Please sign in the frame: with a finger, over the line.
