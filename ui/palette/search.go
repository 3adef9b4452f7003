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
	score int
	also  bool // it is only mentioned: its text does not match
}

// search finds the entries for what was typed: those whose text has its letters in this order, part by part, the
// best of each part first; then those that mention all its words. Nothing finds everything. best is the one to
// mark.
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
			score := m.Score
			for _, well := range [...]bool{beginsWords(m.Str, at), literally(m.Str, query) != nil} {
				if well {
					score += wordScore
				}
			}
			found = append(found, hit{entry: m.Index, at: at, score: score})
			named[m.Index] = true
		}
	}
	words := strings.Fields(strings.ToLower(query))
	for i := range all {
		switch {
		case slices.Contains(all[i].Keys, query):
			found = slices.DeleteFunc(found, func(h hit) bool { return h.entry == i })
			found = append(found, hit{entry: i, score: keyScore})
		case !named[i] && mentions(&all[i], words):
			found = append(found, hit{entry: i, also: true})
		}
	}
	slices.SortStableFunc(found, func(a, b hit) int {
		ka, kb := all[a.entry].Kind, all[b.entry].Kind
		switch {
		case a.also != b.also:
			return cmp.Compare(truth(a.also), truth(b.also))
		case ka != kb:
			return cmp.Compare(ka, kb)
		}
		return cmp.Compare(b.score, a.score)
	})
	return found, mark(all, found, query)
}

// keyScore is the score of an entry whose key was typed, wordScore what more an entry has in which what was typed
// begins its words, and one in which it stands as it was typed.
const (
	keyScore  = 1 << 20
	wordScore = 1 << 12
)

// mark chooses the line to mark: the one whose key or whole name was typed, else the first.
func mark(all []Entry, found []hit, query string) int {
	for i, h := range found {
		if h.score == keyScore {
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
