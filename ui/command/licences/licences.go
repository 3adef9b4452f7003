// Package licences holds the licences of Quartet and of all that is built into it: the modules that its program links
// on any system, the Go standard library, the fonts of pictures and the player of recorded pages.
package licences

import _ "embed" // the file below

//go:generate go run ./collect -o licences.txt

// Text is the file that the generator wrote: a table of what there is, then the texts.
//
//go:embed licences.txt
var Text string
