### What is only spoken: how to go on without looking, and what is private.

speaking-private = That is private, so it is only shown. To hear it, plug in a headset, or choose "{ sound-aloud }" among the sound keys.
speaking-on-screen = That is only shown.
speaking-place = { $what }, { $number } of { $of }.
speaking-not-now = { $what }, { $number } of { $of }. { $reason }.
speaking-row = { $label }: { $value }.
speaking-step = { $step }, step { $number } of { $of }.
speaking-enter = Enter: { $what }.
speaking-nothing = Nothing entered.
speaking-eyes-shut = Everything is read out now. The arrows tell you what there is, one after the other. Enter takes what you heard last.
speaking-eyes-shut-end = Reading out has ended.
speaking-choose = Press the number of what you want, or go there with the arrows. Then press Enter.
speaking-type = Type it with the number keys. Clear starts again. Then press Enter.
speaking-secret = What you type here is not spoken. You hear a tone for each key.
speaking-next-page = There is more: press Enter for the next page.
