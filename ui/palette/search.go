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
	well  int   // how well it matches
	score int   // of those that match as well
	also  bool  // it is only mentioned: its text does not match
}

// How well an entry matches, the least first.
const (
	scattered = iota // its text has the letters, in this order
	inside           // its text has all words, somewhere within its own
	wordBegun        // words of its text begin so
	wordWhole        // they are words of its text
	begun            // its text begins so, or its command does
	beginning        // and that is a whole word
	itsName          // it is called so, or people ask for it so
	itsKey           // its key was typed
)

// rank is the place of a match in its section, and of the section in the list: what is called so, what begins so, what
// has words that begin so, then the rest. What cannot be done now, or not here, is behind what can, even where its key
// was typed; a word, which only explains, is not before the rest for its first letters alone.
func (h *hit) rank(e *Entry) int {
	if e.NotNow || e.Kind == Dialogue {
		return 3
	}
	switch h.well {
	case itsKey, itsName:
		return 0
	case begun:
		return 1 + truth(e.Kind == Word)
	case beginning:
		return 1
	case wordWhole, wordBegun:
		return 2
	}
	return 3
}

// behind is 0 for what is called so or asked for so, 1 for what only mentions it, 2 for a key of a closed dialog.
func (h *hit) behind(e *Entry) int {
	if e.Kind == Dialogue {
		return 2
	}
	return truth(h.also)
}

// search finds the entries for what was typed, section by section: first those whose text has its words, the section
// with the best of them before the others and in each the best first, and what cannot be done now behind all that can;
// then those whose explanation has them; last the keys of dialogs. Letters here and there count only where nothing else
// is found. Nothing typed finds everything. best is the one to mark.
func search(all []Entry, typed string) (found []hit, best int) {
	query := strings.TrimSpace(typed)
	if query == "" {
		for i := range all {
			found = append(found, hit{entry: i})
		}
		slices.SortStableFunc(found, func(a, b hit) int {
			return cmp.Compare(all[a.entry].part(), all[b.entry].part())
		})
		return found, 0
	}
	words, asked := strings.Fields(strings.ToLower(query)), wanted(query)
	for i := range all {
		e := &all[i]
		at, well := e.named(query)
		if so := e.askedFor(asked); so > well {
			at, well = nil, so
		}
		switch {
		case slices.Contains(e.Keys, query):
			found = append(found, hit{entry: i, well: itsKey})
		case well > scattered:
			found = append(found, hit{entry: i, at: at, well: well, score: -len(e.Name)})
		case mentions(e, words):
			found = append(found, hit{entry: i, also: true})
		}
	}
	if len(found) == 0 {
		found = loose(all, query)
	}
	sections := map[string]int{} // by name: the rank of its best
	for _, h := range found {
		e := &all[h.entry]
		if rank, ok := sections[e.section()]; !h.also && (!ok || h.rank(e) < rank) {
			sections[e.section()] = h.rank(e)
		}
	}
	slices.SortStableFunc(found, func(a, b hit) int {
		ea, eb := &all[a.entry], &all[b.entry]
		return cmp.Or(
			cmp.Compare(a.behind(ea), b.behind(eb)),
			cmp.Compare(truth(ea.NotNow), truth(eb.NotNow)),
			cmp.Compare(sections[ea.section()], sections[eb.section()]),
			cmp.Compare(ea.part(), eb.part()),
			cmp.Compare(a.rank(ea), b.rank(eb)),
			cmp.Compare(b.well, a.well),
			cmp.Compare(ea.Kind, eb.Kind),
			cmp.Compare(b.score, a.score),
		)
	})
	return found, mark(all, found)
}

// named returns how well what was typed names an entry, and which bytes of its text that are.
func (e *Entry) named(query string) (at []int, well int) {
	command, typed := "", strings.TrimPrefix(strings.ToLower(query), ":")
	if e.Kind == Command {
		command = strings.ToLower(strings.TrimPrefix(e.Types, ":"))
	}
	at = literally(e.Name, query)
	for _, own := range [...]string{strings.ToLower(e.Name), command, strings.ToLower(e.Types)} {
		if own == strings.ToLower(query) || own != "" && own == typed {
			return at, itsName
		}
	}
	if first, _, _ := strings.Cut(command, " "); first != "" && first == typed {
		return at, itsName // and its arguments stand behind it
	}
	lower := strings.ToLower(e.Name)
	for _, own := range [...]string{lower, command} {
		if rest, ok := strings.CutPrefix(own, typed); ok && typed != "" {
			return at, begun + truth(endsWord(rest))
		}
	}
	switch group := literally(e.Group, query); {
	case at == nil && group != nil && beginsWords(e.Group, group):
		return nil, wordBegun
	case at == nil:
		return nil, scattered
	case !beginsWords(e.Name, at):
		return at, inside
	}
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !slices.Contains(strings.FieldsFunc(lower, apart), word) {
			return at, wordBegun
		}
	}
	return at, wordWhole
}

// apart reports whether a rune stands between words.
func apart(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// endsWord reports whether a word ends where the rest of a text begins.
func endsWord(rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || apart(next)
}

// loose finds the entries whose text has the letters that were typed, in this order.
func loose(all []Entry, query string) (found []hit) {
	texts := make([]string, len(all))
	for i := range all {
		texts[i] = all[i].Name
	}
	for _, m := range fuzzy.FindNoSort(strings.ReplaceAll(query, " ", ""), texts) {
		if at := letters(m, query); at != nil {
			found = append(found, hit{entry: m.Index, at: at, score: m.Score})
		}
	}
	return found
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

// mark chooses the line to mark: the one whose key or whole name was typed, else the first. A key of a dialog is marked
// only where nothing else is found.
func mark(all []Entry, found []hit) int {
	for _, well := range [...]int{itsKey, itsName} {
		is := func(h hit) bool { return h.well == well && all[h.entry].Kind != Dialogue }
		if i := slices.IndexFunc(found, is); i >= 0 {
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
// begins a word, or is most of what was typed: any letters are found somewhere in a sentence.
func letters(m fuzzy.Match, query string) []int {
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
	return apart(before)
}

// mentions reports whether an entry has all words somewhere, as they are or at the beginning of words.
func mentions(e *Entry, words []string) bool {
	parts := [...]string{e.Name, e.Types, e.Sign, e.Does, e.About, strings.Join(e.Asked, " ")}
	for _, w := range words {
		if !slices.ContainsFunc(parts[:], func(p string) bool { return hasBeginning(strings.ToLower(p), w) }) {
			return false
		}
	}
	return true
}

// hasBeginning reports whether a word of a text begins so.
func hasBeginning(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		switch {
		case i < 0:
			return false
		case beginsWord(text, from+i):
			return true
		}
		from += i + 1
	}
}
