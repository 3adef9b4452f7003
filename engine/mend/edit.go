package mend

import (
	"cmp"
	"go/format"
	"slices"
	"strings"
)

// Edit is one change of the text of a scene.
type Edit struct {
	What    string // in a few words: "if to for"
	Weight  int    // the less, the sooner a person would make it; 1 to 9
	Changes []Change
	Text    string // the scene with the change

	kind    kind
	moved   string // a statement of one line that stands elsewhere now
	splices []splice
}

// Change is a run of lines that an edit puts in the place of others. Lines are laid out in one way: one blank between
// words.
type Change struct {
	Line     int // in the text before, counted from 1; of lines that are only added, the one that follows
	Was, Now []string
}

// splice puts a text in the place of a part of the scene.
type splice struct {
	from, to int
	text     string
}

// apply does a change; false where parts of it overlap, or what comes is no Go.
func (e *Edit) apply(src string) bool {
	slices.SortStableFunc(e.splices, func(a, b splice) int { return cmp.Compare(a.from, b.from) })
	var b strings.Builder
	done := 0
	for _, p := range e.splices {
		if p.from < done || p.to < p.from || p.to > len(src) {
			return false
		}
		b.WriteString(src[done:p.from])
		b.WriteString(p.text)
		done = p.to
	}
	b.WriteString(src[done:])
	if b.String() == src {
		return false // it moved beside its like
	}
	text, err := format.Source([]byte(b.String()))
	if err != nil {
		return false
	}
	e.Text = string(text)
	return e.Text != src
}

// letters is how many letters stand in the lines that the change is about, before and after.
func (e *Edit) letters() (n int) {
	for _, c := range e.Changes {
		for _, l := range append(slices.Clone(c.Was), c.Now...) {
			n += len(l)
		}
	}
	return n
}

// compare notes which lines the change is about.
func (e *Edit) compare(src string) {
	if e.inLines(src) {
		return
	}
	was, now := trimmed(strings.Split(src, "\n")), trimmed(strings.Split(e.Text, "\n"))
	head := 0
	for head < min(len(was), len(now)) && was[head] == now[head] {
		head++
	}
	end := 0
	for end < min(len(was), len(now))-head && was[len(was)-1-end] == now[len(now)-1-end] {
		end++
	}
	was, now = was[head:len(was)-end], now[head:len(now)-end]
	if len(was)*len(now) > mostCompared {
		e.Changes = []Change{{Line: head + 1, Was: was, Now: now}}
		return
	}
	e.Changes = hunks(was, now, head+1)
}

// inLines notes the lines one by one, where no line comes or goes; else it is false.
func (e *Edit) inLines(src string) bool {
	was, now := strings.Split(src, "\n"), strings.Split(e.Text, "\n")
	if len(was) != len(now) || slices.ContainsFunc(e.splices, func(p splice) bool {
		return strings.Contains(src[p.from:p.to]+p.text, "\n")
	}) {
		return false
	}
	was, now = trimmed(was), trimmed(now)
	for i := range was {
		if was[i] != now[i] {
			e.Changes = append(e.Changes, Change{Line: i + 1, Was: was[i : i+1], Now: now[i : i+1]})
		}
	}
	return len(e.Changes) > 0
}

// mostCompared is up to which product of their lengths two runs of lines are looked at line by line.
const mostCompared = 1 << 20

// hunks lists the runs of lines in which two texts differ, of which the first begins in a line.
func hunks(was, now []string, line int) (all []Change) {
	common := longest(was, now)
	for i, j := 0, 0; i < len(was) || j < len(now); {
		if i < len(was) && j < len(now) && was[i] == now[j] {
			i, j = i+1, j+1
			continue
		}
		k, l := i, j
		for (k < len(was) || l < len(now)) && !(k < len(was) && l < len(now) && was[k] == now[l]) {
			if l >= len(now) || k < len(was) && common[k+1][l] >= common[k][l+1] {
				k++
				continue
			}
			l++
		}
		all = append(all, Change{Line: line + i, Was: was[i:k], Now: now[j:l]})
		i, j = k, l
	}
	return all
}

// trimmed returns lines with one blank where there are several, and none at their ends: how they are laid out is not
// what a change is about.
func trimmed(lines []string) []string {
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = strings.Join(strings.Fields(l), " ")
	}
	return all
}

// longest returns, for each two beginnings of what is left of two runs of lines, how many they have in common at most.
func longest(a, b []string) [][]int32 {
	n := make([][]int32, len(a)+1)
	for i := range n {
		n[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				n[i][j] = n[i+1][j+1] + 1
				continue
			}
			n[i][j] = max(n[i+1][j], n[i][j+1])
		}
	}
	return n
}
