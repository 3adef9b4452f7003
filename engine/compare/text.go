package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a part of a line, in bytes.
type Span struct{ From, To int }

// Text is in which lines two texts differ, and where in them.
type Text struct {
	A, B map[int]Span // by line, counted from 1; the whole line where it stands in one text only
	Hunk [][2]int     // the first line of each run of lines that differ, in A and in B
}

// mostLines is up to how many lines that differ are looked at more closely, since that takes their product.
const mostLines = 1500

// row is a line that is compared.
type row struct {
	n    int    // counted from 1
	text string // as it stands in the file, where what does not count is blank
	key  string // what is compared
}

// Lines finds the lines in which two texts differ.
func Lines(a, b string) Text { return diff(rows(a), rows(b)) }

func diff(x, y []row) Text {
	t := Text{A: map[int]Span{}, B: map[int]Span{}}
	head := 0
	for head < len(x) && head < len(y) && x[head].key == y[head].key {
		head++
	}
	end := 0
	for end < len(x)-head && end < len(y)-head && x[len(x)-1-end].key == y[len(y)-1-end].key {
		end++
	}
	for _, h := range hunks(x[head:len(x)-end], y[head:len(y)-end]) {
		t.add(x, y, head+h[0], head+h[1], head+h[2], head+h[3])
	}
	return t
}

// rows returns the lines of a text.
func rows(s string) []row {
	var all []row
	for i, l := range strings.Split(strings.TrimRight(s, "\n"), "\n") {
		all = append(all, row{n: i + 1, text: l, key: l})
	}
	return all
}

// add notes that the lines i to j of the one text stand in the place of the lines k to l of the other.
func (t *Text) add(x, y []row, i, j, k, l int) {
	if i == j && k == l {
		return
	}
	t.Hunk = append(t.Hunk, [2]int{lineOf(x, i), lineOf(y, k)})
	for n := range max(j-i, l-k) {
		switch {
		case i+n < j && k+n < l:
			v, w := x[i+n], y[k+n]
			t.A[v.n], t.B[w.n] = Words(v.text, w.text)
		case i+n < j:
			t.A[x[i+n].n] = Span{0, len(x[i+n].text)}
		default:
			t.B[y[k+n].n] = Span{0, len(y[k+n].text)}
		}
	}
}

// lineOf returns the number of the line with an index; behind the last one, the one that would follow.
func lineOf(all []row, i int) int {
	switch {
	case i < len(all):
		return all[i].n
	case i == 0:
		return 1
	}
	return all[i-1].n + 1
}

// hunks returns the runs of lines that differ, as bounds in both lists.
func hunks(x, y []row) (all [][4]int) {
	if len(x) > mostLines || len(y) > mostLines {
		return [][4]int{{0, len(x), 0, len(y)}}
	}
	most := make([][]int32, len(x)+1) // of common lines, from i and k on
	for i := range most {
		most[i] = make([]int32, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for k := len(y) - 1; k >= 0; k-- {
			if x[i].key == y[k].key {
				most[i][k] = most[i+1][k+1] + 1
			} else {
				most[i][k] = max(most[i+1][k], most[i][k+1])
			}
		}
	}
	i, k := 0, 0
	for i < len(x) || k < len(y) {
		if i < len(x) && k < len(y) && x[i].key == y[k].key {
			i, k = i+1, k+1
			continue
		}
		first := [2]int{i, k}
		for (i < len(x) || k < len(y)) && !(i < len(x) && k < len(y) && x[i].key == y[k].key) {
			if k == len(y) || i < len(x) && most[i+1][k] >= most[i][k+1] {
				i++
			} else {
				k++
			}
		}
		all = append(all, [4]int{first[0], i, first[1], k})
	}
	return all
}

// Words returns the parts of two lines that differ, in whole words.
func Words(a, b string) (Span, Span) {
	x, y := words(a), words(b)
	head := 0
	for head < len(x) && head < len(y) && a[x[head].From:x[head].To] == b[y[head].From:y[head].To] {
		head++
	}
	end := 0
	for end < len(x)-head && end < len(y)-head {
		v, w := x[len(x)-1-end], y[len(y)-1-end]
		if a[v.From:v.To] != b[w.From:w.To] {
			break
		}
		end++
	}
	return middle(x, head, end, len(a)), middle(y, head, end, len(b))
}

// middle is the part of a line without so many words at its head and its end.
func middle(all []Span, head, end, size int) Span {
	if head == len(all) {
		return Span{size, size}
	}
	from := all[head].From
	if head >= len(all)-end {
		return Span{from, from}
	}
	return Span{from, all[len(all)-1-end].To}
}

// words divides a line into words and the signs between them; blanks are left out.
func words(s string) (all []Span) {
	word := false
	for i, end := 0, 0; i < len(s); i = end {
		r, size := utf8.DecodeRuneInString(s[i:]) // of what is no UTF-8, one byte
		end = i + size
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
		switch {
		case r == ' ' || r == '\t' || r == '\r':
		case letter && word:
			all[len(all)-1].To = end
		default:
			all = append(all, Span{i, end})
		}
		word = letter
	}
	return all
}
