package mend

import (
	"go/scanner"
	"go/token"
)

// mostWords is up to which product of their lengths two runs of words are compared word by word; beyond it all of them
// count as others.
const mostWords = 1 << 22

// Size is how large a change of a text is: how many words and signs are added, taken away, or stand in the place of
// another. How the text is laid out and what it says in comments does not count.
func Size(was, now string) int {
	a, b := words(was), words(now)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)*len(b) > mostWords {
		return max(len(a), len(b))
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, w := range a {
		before := row[0]
		row[0] = i + 1
		for j, other := range b {
			least := before
			if w != other {
				least = min(before, row[j], row[j+1]) + 1
			}
			before, row[j+1] = row[j+1], least
		}
	}
	return row[len(b)]
}

// words lists the words and signs of a text; the ends of its lines are none.
func words(text string) (all []string) {
	src := []byte(text)
	var scan scanner.Scanner
	scan.Init(token.NewFileSet().AddFile("", -1, len(src)), src, nil, 0)
	for {
		_, tok, lit := scan.Scan()
		switch {
		case tok == token.EOF:
			return all
		case tok == token.SEMICOLON && lit == "\n":
		case lit != "":
			all = append(all, lit)
		default:
			all = append(all, tok.String())
		}
	}
}
