package line

import (
	"bytes"
	"io"
)

// What begins a screen that is drawn all anew, and the same with the margins at the edges of the terminal.
//
// A screen that is scrolled sets margins, and afterwards sets them to the height that the program knows. Where the
// terminal has become taller in between, it keeps margins that are too narrow: a line feed at the lower one scrolls,
// whatever is drawn, and each later screen is torn there. Nothing tells a program which of the two came first, so
// each screen that is drawn anew takes the margins away before.
var (
	erase = []byte("\x1b[H\x1b[2J")
	anew  = []byte("\x1b[r\x1b[H\x1b[2J")
)

// writeAnew writes data with the margins taken away wherever a screen begins. The count is of the bytes of data; where
// the writer ends early, at most those that are certain to be out.
func writeAnew(out io.Writer, data []byte) (int, error) {
	if !bytes.Contains(data, erase) {
		return out.Write(data)
	}
	more := bytes.ReplaceAll(data, erase, anew)
	n, err := out.Write(more)
	if n == len(more) {
		return len(data), err
	}
	return max(0, n-(len(more)-len(data))), err
}
