// Package config reads the user's settings: one TOML file in which every line may be left out. A line that cannot be
// is left out and named, with its place and what would have worked; the others count.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/source"
)

// Limit is how many bytes a file has at most.
const Limit = 64 << 10

// Settings are what a user has chosen; the zero value is nothing.
type Settings struct {
	Theme  string // "" follows the terminal
	Layout string // "" is the usual one
	Speed  string // one of SpeedNames; "" is the usual one
	Motion string // "true" or "false"; "" is the usual one
	Keys   []keys.Choice
}

// Fault is what is wrong with a line, so that it does not count, or, as a note, what follows from it.
type Fault struct {
	Line, Column int // from 1
	Text         string
	Note         bool
}

// mostFaults is how many faults are named.
const mostFaults = 100

// Load reads a file. The error says why it could not be read; that there is none is no error.
func Load(path string) (Settings, []Fault, error) {
	if path == "" || path == os.DevNull {
		return Settings{}, nil, nil
	}
	text, err := source.ReadSmall(path, "a config", Limit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Settings{}, nil, nil
	case err != nil:
		return Settings{}, nil, err
	}
	s, faults := Read(text)
	return s, faults, nil
}

// Bad returns the faults that are no notes.
func Bad(faults []Fault) []Fault {
	return slices.DeleteFunc(slices.Clone(faults), func(f Fault) bool { return f.Note })
}

// Read reads a text.
func Read(text []byte) (Settings, []Fault) {
	r := reader{set: map[string]place{}}
	entries, faults := parse(text)
	r.faults = faults
	for i := range entries {
		r.take(&entries[i])
	}
	r.bind()
	slices.SortStableFunc(r.faults, func(a, b Fault) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	if more := len(r.faults) - mostFaults; more > 0 {
		last := r.faults[mostFaults-1]
		last.Text += fmt.Sprintf("; and %d more", more)
		r.faults = append(r.faults[:mostFaults-1], last)
	}
	return r.settings, r.faults
}

// reader turns entries into settings.
type reader struct {
	settings Settings
	faults   []Fault
	set      map[string]place // where a setting was set first
	at       []entry          // of Settings.Keys, by their number
}

// fault notes what is wrong at a place.
func (r *reader) fault(at place, format string, args ...any) {
	r.faults = append(r.faults, Fault{Line: at.line, Column: at.column, Text: fmt.Sprintf(format, args...)})
}

// take takes one entry over.
func (r *reader) take(e *entry) {
	name := strings.Join(e.path, ".")
	switch {
	case e.table:
		r.table(e)
		return
	case e.path[0] == keysTable && len(e.path) > 1:
		if !r.known(e) {
			return
		}
	case len(e.path) > 1:
		if !e.below {
			r.fault(e.at, "there is no table [%s]; there is [keys]", quoted(e.path[0]))
		}
		return
	case settingNamed(name) == nil:
		r.unknown(e)
		return
	}
	if first, twice := r.set[name]; twice {
		r.fault(e.at, "%s is set twice; line %d has it first", quoted(name), first.line)
		return
	}
	r.set[name] = e.at
	if e.path[0] == keysTable {
		r.key(e)
		return
	}
	if problem := settingNamed(name).read(&r.settings, &e.value); problem != "" {
		r.fault(e.value.at, "%s", problem)
	}
}

// table looks at the name of a table. What stands below one that there is not is not looked at.
func (r *reader) table(e *entry) {
	name := strings.Join(e.path, ".")
	if e.path[0] == keysTable && len(e.path) <= 2 {
		if len(e.path) == 2 {
			r.known(&entry{path: append(slices.Clone(e.path), ""), at: e.at})
		}
		return
	}
	all := []string{keysTable}
	for _, t := range keys.TableNames() {
		all = append(all, keysTable+"."+t)
	}
	r.fault(e.at, "there is no table [%s]; %sthere are [%s]", quoted(name), meant(name, all), strings.Join(all,
		"], ["))
}

// unknown says that there is no setting of a name.
func (r *reader) unknown(e *entry) {
	name := e.path[0]
	if name == keysTable {
		r.fault(e.at, "keys is a table: below a line [keys] stands, for one, step = [\"space\"]")
		return
	}
	for _, a := range keys.Bindable(keys.Browsing) {
		if a.Name() == name {
			r.fault(e.at, "%s is an action: it stands below a line [keys]", name)
			return
		}
	}
	var all []string
	for i := range settings {
		all = append(all, settings[i].name)
	}
	r.fault(e.at, "there is no setting %s; %sthere are %s, and the tables of keys", quoted(name),
		meant(name, all), strings.Join(all, ", "))
}

// keysTable is the table of keys.
const keysTable = "keys"

// known reports whether the table of an entry is one of keys; it says so if not.
func (r *reader) known(e *entry) bool {
	switch {
	case len(e.path) == 2:
		return true
	case len(e.path) == 3:
		if _, ok := keys.ModeByTable(e.path[1]); ok {
			return true
		}
	}
	if e.below {
		return false // the table's own line was named
	}
	all := keys.TableNames()
	name := strings.Join(e.path[1:max(len(e.path)-1, 2)], ".")
	r.fault(e.at, "there is no table [keys.%s]; %sbelow keys there are %s", quoted(name), meant(name, all),
		strings.Join(all, ", "))
	return false
}

// key takes the keys of an action over.
func (r *reader) key(e *entry) {
	mode, name := keys.Browsing, e.path[len(e.path)-1]
	if len(e.path) == 3 {
		mode, _ = keys.ModeByTable(e.path[1])
	}
	var names []string
	action := keys.None
	for _, a := range keys.ActionsIn(mode) {
		if names = append(names, a.Name()); a.Name() == name {
			action = a
		}
	}
	if action == keys.None {
		r.fault(e.at, "there is no action %s here; %squartet config lists all", quoted(name), meant(name, names))
		return
	}
	items := e.value.items
	switch e.value.kind {
	case textValue:
		items = []value{e.value}
	case listValue:
	default:
		r.fault(e.value.at, "keys stand in quotes: %s = [\"ctrl+s\"]", name)
		return
	}
	c := keys.Choice{Mode: mode, Action: action}
	for i := range items {
		if items[i].kind != textValue {
			r.fault(items[i].at, "a key stands in quotes, as \"ctrl+s\"")
			return
		}
		key, err := keys.Spell(items[i].text)
		if err != nil {
			r.fault(items[i].at, "%s", err)
			return
		}
		c.Keys = append(c.Keys, key)
	}
	if len(c.Keys) > mostKeys {
		r.fault(e.at, "%s has %d keys; at most %d", name, len(c.Keys), mostKeys)
		return
	}
	r.settings.Keys, r.at = append(r.settings.Keys, c), append(r.at, *e)
}

// mostKeys is how many keys an action has at most.
const mostKeys = 8

// bind tries the keys together, and leaves out what cannot be.
func (r *reader) bind() {
	if len(r.settings.Keys) == 0 {
		return
	}
	_, problems := keys.Rebind(r.settings.Keys)
	out := make([]bool, len(r.settings.Keys))
	for _, p := range problems {
		e := &r.at[p.Choice]
		at := e.at
		if p.Key >= 0 {
			at = e.value.at
			if e.value.kind == listValue {
				at = e.value.items[p.Key].at
			}
		}
		out[p.Choice] = out[p.Choice] || !p.Note
		r.faults = append(r.faults, Fault{Line: at.line, Column: at.column, Text: p.Text, Note: p.Note})
	}
	var left []keys.Choice
	for i, c := range r.settings.Keys {
		if !out[i] {
			left = append(left, c)
		}
	}
	r.settings.Keys = left
}

// meant asks whether another name was meant.
func meant(name string, all []string) string {
	if near := program.Nearest(name, all); near != "" {
		return "did you mean " + near + "? "
	}
	return ""
}

// quoted writes out a name of the file's, cut where it is long.
func quoted(name string) string {
	const most = 40
	if strings.Trim(name,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == "" && name != "" &&
		len(name) <= most {
		return name
	}
	if r := []rune(name); len(r) > most {
		name = string(r[:most]) + " …"
	}
	return strconv.Quote(name)
}
