package screen

import "strings"

// Wrap breaks a text into lines of at most width columns, between words where it can. Lines after
// the first begin with hang blanks. A word longer than a line is cut; a newline in the text ends a
// line; blanks at a break are left out. There is always one line at least. A hang that leaves no
// room for words counts as 0.
func Wrap(text string, width, hang int) []string {
	hang = usableHang(width, hang)
	indent := strings.Repeat(" ", hang)
	var lines []string
	for i, b := range breaks(text, width, hang) {
		line := text[b.from:b.to]
		if i > 0 && line != "" {
			line = indent + line
		}
		lines = append(lines, line)
	}
	return lines
}

// usableHang is the hang, or 0 if fewer than a third of the columns would be left for words, or too
// few for a wide rune.
func usableHang(width, hang int) int {
	if hang < 0 || width-hang < max((width+2)/3, 2) {
		return 0
	}
	return hang
}

// piece is the bytes of a text that stand on one line.
type piece struct{ from, to int }

// breaks finds the lines of a text; see Wrap.
func breaks(text string, width, hang int) []piece {
	width = max(width, 1)
	var out []piece
	for start := 0; start <= len(text); {
		end := len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		out = breakLine(out, text, start, end, width, hang)
		start = end + 1
	}
	return out
}

// breakLine appends the lines of text[from:to], which holds no newline.
func breakLine(out []piece, text string, from, to, width, hang int) []piece {
	for {
		room := width
		if len(out) > 0 {
			room -= hang
		}
		n := prefix(text[from:to], room)
		if n == 0 { // a wide rune in a column of one: it is shown as a blank
			n = prefix(text[from:to], 2)
		}
		if from+n == to {
			return append(out, piece{from, to})
		}
		cut := from + n
		if text[cut] != ' ' {
			if b := strings.LastIndexByte(text[from:cut], ' '); b > 0 {
				cut = from + b
			}
		}
		line := strings.TrimRight(text[from:cut], " ")
		out = append(out, piece{from, from + len(line)})
		from = cut + len(text[cut:to]) - len(strings.TrimLeft(text[cut:to], " "))
		if from == to {
			return out
		}
	}
}
