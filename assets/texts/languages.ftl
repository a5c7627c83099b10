### Each language by its own name. Beside the folders, so that naming a language does not mean reading it.

zh-Hans = 简体中文
zh-Hant = 繁體中文
en = English
