package keys

// Binding is one line of the key table.
type Binding struct {
	Keys   []string // as a terminal names them
	Sign   string   // the keys for the eye
	Does   string   // a word or two
	About  string   // one sentence for the page of all keys
	Footer string   // the word in the footer, "" for none
	Show   string   // the key as the footer writes it
	Action Action
	off    bool
}

// Enabled reports whether the keys work.
func (b *Binding) Enabled() bool { return !b.off }

// Group is a heading of the key table.
type Group struct {
	Name     string
	Mode     Mode // where these keys work
	Bindings []Binding
}

// bind makes a line of the table.
func bind(a Action, keys []string, sign, does, about string) Binding {
	return Binding{Keys: keys, Sign: sign, Does: does, About: about, Action: a}
}

// inFooter gives the line a place in the footer, in the order of the table.
func (b Binding) inFooter(word string) Binding {
	b.Footer, b.Show = word, b.Sign
	return b
}

// as changes the sign that the footer writes.
func (b Binding) as(sign string) Binding {
	b.Show = sign
	return b
}

// on is short for a list of key names.
func on(names ...string) []string { return names }
