### Each language by its own name. Beside the folders, so that naming a language does not mean reading it.
### And what is said in every language at once.

zh-Hans = 简体中文
    .blank = 屏幕已关。点一下屏幕就亮。
zh-Hant = 繁體中文
    .blank = 螢幕已關。點一下螢幕就亮。
en = English
    .blank = The screen is off. Touch it to see it again.
