package palette

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
)

// hit is an entry that was found.
type hit struct {
	entry int
	at    []int // bytes of its text that match; nil where its explanation does
	well  int   // 1 if what was typed begins its words, 1 more if it stands as it was typed
	score int   // of those that match as well
	also  bool  // it is only mentioned: its text does not match
}

// search finds the entries for what was typed: those whose text has its letters in this order, part by part, the
// best of each part first; then those that mention all its words. Nothing finds everything. Of what can be done, that
// in which it begins words is before the rest; what cannot be done now is a part of its own, behind what can. best is
// the one to mark.
func search(all []Entry, typed string) (found []hit, best int) {
	query := strings.TrimSpace(typed)
	if query == "" {
		for i := range all {
			found = append(found, hit{entry: i})
		}
		return found, 0
	}
	texts := make([]string, len(all))
	for i := range all {
		texts[i] = all[i].Name
	}
	named := make([]bool, len(all))
	for _, m := range fuzzy.FindNoSort(strings.ReplaceAll(query, " ", ""), texts) {
		if at := letters(m, query); at != nil {
			well := truth(beginsWords(m.Str, at)) + truth(literally(m.Str, query) != nil)
			found = append(found, hit{entry: m.Index, at: at, well: well, score: m.Score})
			named[m.Index] = true
		}
	}
	words := strings.Fields(strings.ToLower(query))
	for i := range all {
		switch {
		case slices.Contains(all[i].Keys, query):
			found = slices.DeleteFunc(found, func(h hit) bool { return h.entry == i })
			found = append(found, hit{entry: i, well: itsKey})
		case !named[i] && mentions(&all[i], words):
			found = append(found, hit{entry: i, also: true})
		}
	}
	slices.SortStableFunc(found, func(a, b hit) int {
		ea, eb := &all[a.entry], &all[b.entry]
		return cmp.Or(
			cmp.Compare(truth(a.also), truth(b.also)),
			cmp.Compare(ea.part(), eb.part()),
			cmp.Compare(b.well, a.well),
			cmp.Compare(ea.Kind, eb.Kind),
			cmp.Compare(b.score, a.score),
		)
	})
	return found, mark(all, found, query)
}

// part returns to which part of the list an entry belongs, in their order.
func (e *Entry) part() int {
	switch {
	case e.Kind > Command:
		return 2 + int(e.Kind)
	case e.NotNow:
		return 1
	}
	return 0
}

// section names the part of the list to which an entry belongs.
func (e *Entry) section() string {
	if e.part() == 1 {
		return "not now"
	}
	return sections[e.Kind]
}

// itsKey is how well an entry matches whose key was typed.
const itsKey = 3

// mark chooses the line to mark: the one whose key or whole name was typed, else the first.
func mark(all []Entry, found []hit, query string) int {
	for i, h := range found {
		if h.well == itsKey {
			return i
		}
	}
	for i, h := range found {
		if e := &all[h.entry]; strings.EqualFold(e.Name, query) || strings.EqualFold(e.Types, query) {
			return i
		}
	}
	return 0
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// letters returns which bytes of a text match. In a text of several words a run of letters counts only if it
// begins a word, or is most of what was typed: any letters are found somewhere in a sentence. Words that stand in
// the text as they were typed are those that match.
func letters(m fuzzy.Match, query string) []int {
	if at := literally(m.Str, query); at != nil {
		return at
	}
	if !strings.Contains(m.Str, " ") {
		return m.MatchedIndexes
	}
	long := utf8.RuneCountInString(query)
	for i := 0; i < len(m.MatchedIndexes); {
		from := m.MatchedIndexes[i]
		n := 1
		for i+n < len(m.MatchedIndexes) && m.MatchedIndexes[i+n] == from+n {
			n++
		}
		if !beginsWord(m.Str, from) && 2*n <= long {
			return nil
		}
		i += n
	}
	return m.MatchedIndexes
}

// literally returns the bytes of a text in which the words of a query stand, nil unless all of them do.
func literally(text, query string) []int {
	var at []int
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return nil
	}
	for _, word := range strings.Fields(strings.ToLower(query)) {
		from := strings.Index(lower, word)
		if from < 0 {
			return nil
		}
		for next := from; next >= 0; { // where a word begins, if it does so anywhere
			if beginsWord(lower, next) {
				from = next
				break
			}
			if i := strings.Index(lower[next+1:], word); i < 0 {
				next = -1
			} else {
				next += 1 + i
			}
		}
		for i := range len(word) {
			at = append(at, from+i)
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// beginsWords reports whether each run of the bytes that match begins a word.
func beginsWords(text string, at []int) bool {
	for i, from := range at {
		if (i == 0 || at[i-1] != from-1) && !beginsWord(text, from) {
			return false
		}
	}
	return true
}

// beginsWord reports whether a word of a text begins at a byte.
func beginsWord(text string, at int) bool {
	if at == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return !unicode.IsLetter(before) && !unicode.IsDigit(before)
}

// mentions reports whether an entry has all words somewhere.
func mentions(e *Entry, words []string) bool {
	parts := [...]string{e.Name, e.Types, e.Sign, e.Does, e.About}
	for _, w := range words {
		if !slices.ContainsFunc(parts[:], func(p string) bool { return strings.Contains(strings.ToLower(p), w) }) {
			return false
		}
	}
	return true
}
