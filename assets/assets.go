// Package assets embeds what the programs carry with them: translations, icons
// and the like. It has no other purpose, so that anything may import it.
package assets

import "embed"

// Translations has translations/<language>/<package>.json: flat objects of the
// go-i18n message format, one file for each package that speaks to people.
//
//go:embed translations
var Translations embed.FS

// Icons has icons/<name>.svg: one family, drawn for this program with one
// stroke on a 24-unit square, in the colour "currentColor".
//
//go:embed icons/*.svg
var Icons embed.FS

// Fonts has fonts/NotoSans-Regular.ttf and fonts/NotoSans-Bold.ttf, by the Noto
// Project, under the SIL Open Font License in fonts/OFL.txt: for printed pages,
// whose names and signs no font of a PDF reader has.
//
//go:embed fonts
var Fonts embed.FS

// Charts has charts/<id>.csv, the built-in charts of accounts, and
// charts/<id>.lines.csv, the lines of the annual accounts that they lead to. Each
// file begins with where it is from and of which day it is; app/chart reads them.
//
//go:embed charts/*.csv
var Charts embed.FS

// AppIcon is the picture of the program for windows and menus, a PNG of 512 dots.
//
//go:embed icons/app.png
var AppIcon []byte
