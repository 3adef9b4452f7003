package puzzle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
)

// Kind says what is to be done with a puzzle of the shelf.
type Kind uint8

// The kinds.
const (
	Break Kind = iota // a schedule is to be found on which it fails
	Mend              // the text is to be changed so that every schedule holds
	Guess             // it is to be said what every schedule comes to
)

// kinds are their names.
var kinds = [...]string{"break", "mend", "guess"}

// String returns the name of the kind.
func (k Kind) String() string { return kinds[k] }

// Level is a puzzle of the shelf.
type Level struct {
	Number  int    // from 1
	Name    string // unlike that of any scene, and saying nothing of its answer
	Group   string
	About   string // the group, in a few words
	Title   string
	Kind    Kind
	Of      string // the scene of the shelf that it is made of
	Changes []Change
}

// Called is the title of a puzzle as a sentence.
func (l *Level) Called() string { return program.Ended(l.Title) }

// Change is what was changed in a scene: lines in the place of others. Lines that are added come before Line.
type Change struct {
	Line     int
	Was, Now string
}

// Shelf lists the puzzles of the shelf in their order.
func Shelf() []Level {
	all, err := Read(presets.Puzzles())
	if err != nil {
		return nil // a test reads them all
	}
	return all
}

// Is reports whether a name is that of a puzzle of the shelf.
func Is(name string) bool { return slices.Contains(presets.PuzzleNames(), name) }

// Find returns the puzzle of the shelf of a name, an unambiguous beginning of one, or a number. The error says what
// would have worked.
func Find(typed string) (*Level, error) {
	all := Shelf()
	if n, err := strconv.Atoi(strings.TrimSpace(typed)); err == nil {
		if n < 1 || n > len(all) {
			return nil, fmt.Errorf("there is no puzzle %d; there are 1 to %d", n, len(all))
		}
		return &all[n-1], nil
	}
	name, err := presets.Named("puzzle", typed, "", presets.PuzzleNames())
	if err != nil {
		return nil, err
	}
	return &all[slices.IndexFunc(all, func(l Level) bool { return l.Name == name })], nil
}

// Next returns the puzzle behind one of the shelf that is not solved yet, from the beginning again where there is none
// behind it; nil where all are solved.
func Next(of *Level, solved map[string]bool) *Level {
	all := Shelf()
	for i := range all {
		if l := &all[(of.Number+i)%len(all)]; !solved[l.Name] && l.Name != of.Name {
			return l
		}
	}
	return nil
}

// Read reads a list of puzzles: lines of a word and what it says. The error has the line.
func Read(text string) (all []Level, err error) {
	group, about, number := "", "", 0
	for line := range strings.Lines(text) {
		number++
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		rest = strings.TrimSpace(rest)
		switch {
		case word == "" || word[0] == '#':
			continue
		case word == grouped:
			group, about, _ = strings.Cut(rest, " ")
			about = strings.TrimSpace(about)
			continue
		case word == begins:
			all = append(all, Level{Number: len(all) + 1, Group: group, About: about})
		case len(all) == 0:
			return nil, fmt.Errorf("line %d: %s stands before the first puzzle", number, word)
		}
		if err = all[len(all)-1].take(word, rest); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return all, nil
}

// take takes a line about a puzzle.
func (l *Level) take(word, rest string) error {
	read := lines[word]
	if read == nil {
		return fmt.Errorf("%q is none of group, puzzle, title, scene, change", word)
	}
	return read(l, rest)
}

// lines are what the lines about a puzzle begin with, and how each is read.
var lines = map[string]func(l *Level, rest string) error{
	begins: (*Level).begin,
	"title": func(l *Level, rest string) error {
		l.Title = rest
		return nil
	},
	"scene": func(l *Level, rest string) error {
		l.Of = rest
		return nil
	},
	"change": func(l *Level, rest string) error {
		c, err := readChange(rest)
		l.Changes = append(l.Changes, c)
		return err
	},
}

// The lines that begin something.
const (
	begins  = "puzzle"
	grouped = "group"
)

// begin takes the name of a puzzle and its kind.
func (l *Level) begin(rest string) error {
	name, kind, _ := strings.Cut(rest, " ")
	at := slices.Index(kinds[:], strings.TrimSpace(kind))
	if at < 0 {
		return fmt.Errorf("%q is none of %s", strings.TrimSpace(kind), strings.Join(kinds[:], ", "))
	}
	l.Name, l.Kind = name, Kind(at)
	return nil
}

// readChange reads: 31 "was" -> "now".
func readChange(text string) (c Change, err error) {
	number, rest, _ := strings.Cut(text, " ")
	line, err := strconv.Atoi(number)
	c.Line = line
	for _, part := range []*string{&c.Was, &c.Now} {
		quoted, wrong := strconv.QuotedPrefix(strings.TrimSpace(rest))
		if err == nil {
			err = wrong
		}
		if err != nil || c.Line < 1 {
			return c, fmt.Errorf(`%q is no change, such as 31 "wait(c, m)" -> "signal(c)"`, text)
		}
		*part, _ = strconv.Unquote(quoted)
		_, rest, _ = strings.Cut(rest, quoted)
		rest = strings.TrimPrefix(strings.TrimSpace(rest), "->")
	}
	return c, nil
}
