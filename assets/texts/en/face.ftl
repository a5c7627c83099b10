### Knowing the person: consent, the camera, another way.

## Consent first

face-consent = May the camera check
    that it is you?
    .hint = { $mode ->
            [elder] You need not use your face.
           *[other] This step needs to know that it is you. You need not use your face: a member of staff can check instead.
        }
    .say = This step needs to know that it is you. Use the camera, or a member of staff.
    .step = Check it is you
row-consent-why = Why
row-consent-how = How
row-consent-kept = Kept
consent-kept-staff = Wiped after the check; staff here may see it first
consent-why-transfer = To send this money
consent-why-statement = For records over a year old
consent-why-unfreeze = To unfreeze the account
consent-how-registry = With your registry photo, here
consent-how-document = With your ID photo, here
consent-kept = Wiped after the check
consent-watch = Yes, and keep watch
    .help = It stops if you leave or someone else stands here
    .hear = keep watch
consent-once = Yes, check once
    .help = The camera goes off after the check
    .hear = check once|once
consent-other = No face, get staff
    .help = A member of staff checks in person
    .hear = no face|get staff

## Before the camera

face-look = { $challenge ->
        [turn-left] Turn slowly to your left
        [turn-right] Turn slowly to your right
        [blink] Blink your eyes
        [open-mouth] Open your mouth
       *[ahead] Look at the screen
    }
    .body = { $mode ->
            [elder] { "" }
           *[other] Compared here only. Nothing stays but what you agreed to.
        }
    .secondary = No face: get staff instead
    .step = Look
    .hear-secondary = no face|get staff
face-mark-ahead = Look
face-mark-turn-left = Left
face-mark-turn-right = Right
face-mark-blink = Blink
face-mark-open-mouth = Mouth
face-guide-starting = Starting the camera. One moment.
face-guide-fine = Good. Take your time.
face-guide-no-face = No face seen yet. Stand before the screen.
face-guide-several-faces = Several faces. Others please step back.
face-guide-closer = A little closer
face-guide-farther = A little further back
face-guide-left = A little to your left
face-guide-right = A little to your right
face-guide-up = A little higher
face-guide-down = A little lower
face-guide-too-dark = Too dark. Turn to the light.
face-guide-too-bright = Too bright. Turn from the light.
face-guide-against-light = The light is behind you. Turn a little.
face-guide-blurred = Not sharp. Hold still a moment.
face-guide-look-ahead = Face the screen
face-guide-covered = Take off the mask, show your whole face

## When it did not work

face-failed = That check did not work
    .say = That check did not work. Try again, or get a member of staff.
row-face-reason = Why
face-reason-consent-unclear = The customer's consent is not of this hour
face-reason-no-match = Not close enough to the photo: light or angle, perhaps
face-reason-other-person = The face seemed to change: one person, please
face-reason-too-slow = The time was up before the movement was seen
face-reason-too-early = Too early: wait for the words, then move
face-reason-wrong-movement = Another movement than the one asked for
face-reason-not-back = Turn back to the screen after each movement
face-reason-face-lost = Your face was out of sight for a moment
face-reason-turn-unclear = The turn was not clear: slowly, and a little further
face-reason-unclear = It was not clear: slowly, as the screen says
face-reason-reference = The stored photo cannot be used: ask staff
face-again = Try again
    .help = Follow the words on the screen, slowly
    .hear = try again
face-staff = Get a member of staff
    .help = They check in person
    .hear = get a member of staff|get staff
face-broken = The camera does not work now
    .body = It is not your fault. A member of staff can check in person. No money has moved.
    .say = The camera does not work now. A member of staff can check instead.

## Waiting for staff

busy-verification = Telling the bank
busy-portrait = Getting your registry photo
busy-staff-check = A member of staff will check
    .hint = Please stay here. You can cancel: no money has moved.
    .say = Please wait. A member of staff will check that it is you.
staff-refused = Not confirmed, nothing done
    .body = No money has moved. Please take your ID document to a counter.
    .say = It could not be confirmed. No money has moved. Please go to a counter.
staff-not-there = No staff can come now
    .body = No money has moved. Please try later, or go to a counter.
    .say = No staff can come now. No money has moved. Please try later.

## Staying on

watch-gone = Are you still here?
    .hint = The camera does not see you. Stand before the screen to carry on.
    .say = Are you still here? Please stand before the screen.
watch-other = Is somebody else here now?
    .hint = This does not look like the person who was checked. To keep your money safe, it has paused.
    .say = Somebody else seems to stand here. Please confirm that it is you.
watch-still-me = It is me, carry on
    .hear = it is me|carry on
watch-finish = Finish
    .hear = finish
error-watch-not-seen = Not seen yet. Stand before the screen.
pin-watched = Somebody is near. Cover the pad first.
