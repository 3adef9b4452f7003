package keys

import (
	"strings"

	"charm.land/bubbles/v2/key"
)

// Binding is one line of the key table: the keys as a terminal names them, their sign for the eye and a word or two,
// as Bubbles keeps them, and what the screen adds.
type Binding struct {
	key.Binding
	About  string // one sentence for the page of all keys
	Footer string // the word in the footer, "" for none
	Show   string // the key as the footer writes it
	Action Action
	full   string // what the keys do, in full; "" where a word or two are
	pair   string // what this line and the next do, "" where each stands alone on the page of all keys
	off    bool   // the screen does not have it
	own    bool   // the keys are a user's, or what these left of the table's
}

// Available reports whether the screen has what the keys do, be there a key for it or not.
func (b *Binding) Available() bool { return !b.off }

// Sign returns the keys for the eye.
func (b *Binding) Sign() string { return b.Help().Key }

// Does returns a word or two on what the keys do.
func (b *Binding) Does() string { return b.Help().Desc }

// InFull returns what the keys do in words that stand alone.
func (b *Binding) InFull() string {
	if b.full != "" {
		return b.full
	}
	return b.Does()
}

// First returns the first of the keys for the eye.
func (b *Binding) First() string {
	first, _, _ := strings.Cut(b.Sign(), ", ")
	return first
}

// Pair returns what this line and the next do where they stand as one on the page of all keys, else "".
func (b *Binding) Pair() string { return b.pair }

// Group is a heading of the key table.
type Group struct {
	Name     string
	Mode     Mode // where these keys work
	Bindings []Binding
}

// bind makes a line of the table.
func bind(a Action, keys []string, sign, does, about string) Binding {
	return Binding{
		Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(sign, does)),
		About:   about, Action: a,
	}
}

// inFooter returns the line a place in the footer, in the order of the table.
func (b Binding) inFooter(word string) Binding {
	b.Footer, b.Show = word, b.Sign()
	return b
}

// inFull gives the line words that stand alone: "kill it" does not.
func (b Binding) inFull(words string) Binding {
	b.full = words
	return b
}

// withNext lets the line stand as one with the next on the page of all keys: the two are opposites.
func (b Binding) withNext(does string) Binding {
	b.pair = does
	return b
}

// as changes the sign that the footer writes.
func (b Binding) as(sign string) Binding {
	b.Show = sign
	return b
}

// on is short for a list of key names.
func on(names ...string) []string { return names }
