package config

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// place is where something stands in the file, from 1.
type place struct{ line, column int }

// kind says what a value is.
type kind uint8

const (
	otherValue kind = iota // a date, a table, a number with a point
	textValue
	numberValue
	boolValue
	listValue
)

// value is what stands behind an equals sign.
type value struct {
	kind  kind
	text  string // of a text without its quotes, of others as it stands
	items []value
	at    place
}

// shown writes a value as it may stand in a message.
func (v *value) shown() string {
	switch v.kind {
	case textValue:
		return strconv.Quote(short(v.text))
	case listValue:
		return "[…]"
	}
	return quoted(v.text)
}

// short cuts a text that is long.
func short(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + " …"
	}
	return text
}

// entry is a line of the file: NAME = VALUE, with the name of its table before it, or the name of a table.
type entry struct {
	path  []string
	table bool
	below bool // it stands below the line of a table, which has the first part of the path
	value value
	at    place // of the name
}

// mostDeep is how many brackets are opened one in the other.
const mostDeep = 16

// parse reads the lines of a text. A line that is no TOML is named and left out, and the others are read.
func parse(text []byte) (entries []entry, faults []Fault) {
	text = bytes.Clone(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))
	d := document{text: text}
	if at := slices.IndexFunc([]rune(string(text)),
		func(r rune) bool { return r == 0 }); at >= 0 || !utf8.Valid(text) {
		return nil, []Fault{d.fault(max(bytes.IndexByte(text, 0), firstInvalid(text)), "this is no text; a "+
			"config is a text in UTF-8")}
	}
	if at := d.tooDeep(); at >= 0 {
		return nil, []Fault{d.fault(at, "so many brackets open one in the other here that nothing is read")}
	}
	for range mostFaults {
		entries, fault := d.once()
		if fault.Text == "" {
			return entries, faults
		}
		faults = append(faults, fault)
	}
	entries, _ = d.once()
	return entries, faults
}

// firstInvalid returns the place of the first byte that is no text, -1 for none.
func firstInvalid(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// document is a text from which lines are taken out.
type document struct{ text []byte }

// place says where a byte stands.
func (d *document) place(at int) place {
	before := d.text[:min(max(at, 0), len(d.text))]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return place{bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(line) + 1}
}

func (d *document) fault(at int, text string) Fault {
	p := d.place(at)
	return Fault{Line: p.line, Column: p.column, Text: text}
}

// tooDeep returns the place of the first bracket that is too many, -1 for none.
func (d *document) tooDeep() int {
	deep := 0
	for i, c := range d.text {
		switch c {
		case '[', '{':
			if deep++; deep > mostDeep {
				return i
			}
		case ']', '}', '\n':
			deep = max(deep-1, 0)
			if c == '\n' && deep < 2 {
				deep = 0
			}
		}
	}
	return -1
}

// once reads the text up to the first line that is no TOML, which it blanks and says where and why it is none.
func (d *document) once() (entries []entry, fault Fault) {
	var p unstable.Parser
	p.Reset(d.text)
	var table []string
	end := 0 // of what was read
	for p.NextExpression() {
		e := p.Expression()
		one := entry{}
		it := e.Key()
		for n := 0; it.Next(); n++ {
			if one.path = append(one.path, string(it.Node().Data)); n == 0 {
				one.at = d.place(int(it.Node().Raw.Offset))
			}
			end = max(end, int(it.Node().Raw.Offset+it.Node().Raw.Length))
		}
		if e.Kind != unstable.KeyValue {
			table, one.table = one.path, true
			entries = append(entries, one)
			continue
		}
		end = max(end, int(e.Raw.Offset+e.Raw.Length))
		one.below = len(table) > 0
		one.path = append(slices.Clone(table), one.path...)
		entries = d.flatten(entries, one, e.Value())
	}
	err := p.Error()
	if err == nil {
		return entries, Fault{}
	}
	at := end
	var bad *unstable.ParserError
	if errors.As(err, &bad) {
		at = min(cap(d.text)-cap(bad.Highlight), len(d.text))
	}
	return nil, d.blank(d.begins(end), at, plain(err.Error()))
}

// flatten appends an entry, or those of the table that is its value.
func (d *document) flatten(entries []entry, one entry, v *unstable.Node) []entry {
	if v.Kind != unstable.InlineTable {
		one.value = d.value(v, one.at)
		return append(entries, one)
	}
	for it := v.Children(); it.Next(); {
		inner := entry{path: slices.Clone(one.path), below: one.below}
		key := it.Node().Key()
		for n := 0; key.Next(); n++ {
			if inner.path = append(inner.path, string(key.Node().Data)); n == 0 {
				inner.at = d.place(int(key.Node().Raw.Offset))
			}
		}
		entries = d.flatten(entries, inner, it.Node().Value())
	}
	return entries
}

// value reads a value; a list stands where its name does.
func (d *document) value(n *unstable.Node, at place) value {
	v := value{text: string(n.Data), at: at}
	if n.Raw.Length > 0 {
		v.at = d.place(int(n.Raw.Offset))
	}
	switch n.Kind {
	case unstable.String:
		v.kind = textValue
	case unstable.Integer:
		v.kind = numberValue
	case unstable.Bool:
		v.kind = boolValue
	case unstable.Array:
		v.kind = listValue
		for it := n.Children(); it.Next(); {
			v.items = append(v.items, d.value(it.Node(), at))
		}
	}
	return v
}

// begins returns where the line begins that follows what was read: the first that is neither empty nor a comment.
func (d *document) begins(end int) int {
	at := end
	if end > 0 {
		at = d.after(end)
	}
	for at < len(d.text) {
		if line := bytes.TrimSpace(d.text[at:d.after(at)]); len(line) > 0 && line[0] != '#' {
			return at
		}
		at = d.after(at)
	}
	return min(at, len(d.text))
}

// after returns where the line behind that of a byte begins.
func (d *document) after(at int) int {
	if n := bytes.IndexByte(d.text[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(d.text)
}

// blank takes the line of a fault out, and of a list over several lines all of it. It returns what is named: of a list
// that is not closed the line in which it begins.
func (d *document) blank(from, at int, problem string) Fault {
	start := bytes.LastIndexByte(d.text[:at], '\n') + 1
	if line := bytes.TrimSpace(d.text[start:d.after(start)]); start > from && from < len(d.text) &&
		(bytes.IndexByte(line, '=') > 0 || bytes.HasPrefix(line, []byte("[")) || d.after(start) == len(d.text)) {
		at, start = from, from
		problem = "what begins here is not closed: a bracket or a quotation mark is missing"
	}
	fault, end := d.fault(at, problem), d.after(start)
	if start > from {
		start = from
		for end < len(d.text) && !bytes.Contains(d.text[start:end], []byte("]")) &&
			bytes.IndexByte(d.text[end:d.after(end)], '=') < 0 {
			end = d.after(end)
		}
	}
	for i := start; i < end; i++ {
		if d.text[i] != '\n' && d.text[i] != '\r' {
			d.text[i] = ' '
		}
	}
	return fault
}

// words are how the parser's complaints are told, by how they begin.
var words = []struct{ says, told string }{
	{"unexpected character", `a text stands in quotes, as in theme = "dark"; numbers, true and false stand ` +
		`without`},
	{"expected keyword", `a text stands in quotes, as in theme = "dark"; numbers, true and false stand without`},
	{"expected value", `a value is missing, as in theme = "dark"`},
	{"expected '='", `a setting is written NAME = VALUE, as in theme = "dark"`},
	{"expected newline", "one setting stands on a line, and here is more"},
	{"unterminated", "the text is not closed: its second quotation mark is missing"},
	{"basic strings cannot have new lines", "the text is not closed: its second quotation mark is missing"},
	{"literal strings cannot have new lines", "the text is not closed: its second quotation mark is missing"},
	{"array is incomplete", "the list is not closed: ] is missing"},
	{"expected ']'", "the name of the table is not closed: ] is missing"},
	{"expected ',' or ']'", "between two keys of a list stands a comma"},
	{"invalid character at start of key", "a name is made of letters, digits, - and _"},
	{"invalid escape", `\ begins an escape; write \\ for the sign itself, or single quotes around the text`},
}

// plain tells a complaint of the parser's.
func plain(complaint string) string {
	best, n := complaint, 0
	for _, w := range words {
		if strings.HasPrefix(complaint, w.says) && len(w.says) > n {
			best, n = w.told, len(w.says)
		}
	}
	return best
}
