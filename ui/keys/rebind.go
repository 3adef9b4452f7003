package keys

import (
	"fmt"
	"slices"
	"strings"
)

// Choice is what a user binds: an action in a mode to keys, as Spell names them. No keys leave the action to the
// palette.
type Choice struct {
	Mode   Mode
	Action Action
	Keys   []string
}

// Problem is what is wrong with a choice, so that it does not count, or, as a note, what follows from it.
type Problem struct {
	Choice int // its number
	Key    int // which of its keys, -1 for all
	Text   string
	Note   bool // the choice counts all the same
}

// Rebind returns the table with a user's keys. A key that is given to one action is taken from the one that has it in
// the table; a choice that cannot be is left out.
func Rebind(all []Choice) (*Map, []Problem) {
	if len(all) == 0 {
		return NewMap(), nil
	}
	var problems []Problem
	out := make([]bool, len(all))
	for i := range all {
		if p, bad := alone(all, i); bad {
			problems, out[i] = append(problems, p), true
		}
	}
	for {
		r := rebinding{k: newMap(), all: all, out: out}
		r.bind()
		p, bad := r.unsafe()
		if !bad {
			problems = append(problems, r.bare()...)
			r.k.index()
			r.k.plain = NewMap()
			return r.k, problems
		}
		problems, out[p.Choice] = append(problems, p), true
	}
}

// The keys that always lead out, whatever a user binds.
const (
	leadsOut  = "esc"
	leadsAway = "ctrl+c"
)

// alone looks for what is wrong with a choice, whatever the table says.
func alone(all []Choice, i int) (Problem, bool) {
	c := &all[i]
	if slices.Contains(fixed[:], c.Action) {
		return Problem{Choice: i, Key: -1, Text: c.Action.Name() + " keeps its digits: they say which one is " +
			"meant"}, true
	}
	for n, key := range c.Keys {
		p := Problem{Choice: i, Key: n}
		owner := map[string]Action{leadsOut: CloseTop, leadsAway: QuitAtOnce}[key]
		switch {
		case owner != None && !has(c.Mode, c.Action, key):
			p.Text = key + " always leads out, and can mean nothing else"
		case slices.Contains(c.Keys[:n], key):
			p.Text = key + " stands twice here"
		case Types(c.Mode) && typed(key):
			p.Text = fmt.Sprintf("%s is typed there; a key with ctrl+ or alt+ works, as in %q", key, "alt+x")
		case digit(c.Mode, key):
			p.Text = key + " is a digit, which says what is meant"
		default:
			if other := claimed(all[:i], c.Mode, key); other >= 0 {
				p.Text = fmt.Sprintf("%s is given to %s already", key, all[other].Action.Name())
				break
			}
			continue
		}
		return p, true
	}
	return Problem{}, false
}

// digit reports whether a key is one of those that say which one is meant, in a mode or in those below it.
func digit(m Mode, key string) bool {
	for _, one := range ModesOf(m) {
		for _, a := range fixed {
			if has(one, a, key) {
				return true
			}
		}
	}
	return false
}

// has reports whether the table gives a key to an action in a mode.
func has(m Mode, a Action, key string) bool {
	b := table.byKey[m][key]
	return b != nil && b.Action == a
}

// table is the table as it is; it is only read.
var table = NewMap()

// Changes reports whether an action changes what happens: its keys mean that or nothing, wherever they work.
func Changes(a Action) bool {
	return slices.ContainsFunc(changeKeys().Bindings, func(b Binding) bool { return b.Action == a })
}

// claimed returns the choice that gives a key to an action of a mode, -1 for none.
func claimed(all []Choice, m Mode, key string) int {
	return slices.IndexFunc(all, func(c Choice) bool { return c.Mode == m && slices.Contains(c.Keys, key) })
}

// rebinding is a table with those of a user's choices that count.
type rebinding struct {
	k   *Map
	all []Choice
	out []bool // those that do not count
}

// bind gives the actions their keys, and takes these from whoever has them in the table.
func (r *rebinding) bind() {
	for b, m := range r.k.each() {
		for i := range r.all {
			c := &r.all[i]
			if r.out[i] || c.Mode != m && !r.mirrored(i, m) {
				continue
			}
			if c.Action == b.Action {
				names := slices.Clone(c.Keys)
				for _, key := range [...]string{leadsOut, leadsAway} {
					if slices.Contains(b.Keys(), key) && !slices.Contains(names, key) {
						names = append(names, key)
					}
				}
				b.rekey(names)
				break
			}
			if left := without(b.Keys(), c.Keys); len(left) < len(b.Keys()) && !r.chosen(m, b.Action) {
				b.rekey(left)
			}
		}
	}
	r.k.pair()
}

// mirrored reports whether a choice for the machine goes for two side by side as well: its action is theirs, and
// has no choice of its own.
func (r *rebinding) mirrored(i int, m Mode) bool {
	c := &r.all[i]
	return m == Comparing && c.Mode == Browsing && r.choice(m, c.Action) < 0 && r.k.Of(m, c.Action) != nil
}

// chosen reports whether the keys of an action are the user's.
func (r *rebinding) chosen(m Mode, a Action) bool {
	return r.choice(m, a) >= 0
}

// choice returns the number of the choice that counts for an action, -1 for none.
func (r *rebinding) choice(m Mode, a Action) int {
	for i := range r.all {
		if c := &r.all[i]; !r.out[i] && c.Mode == m && c.Action == a {
			return i
		}
	}
	return -1
}

// unsafe looks for a key that changes the machine and means something else elsewhere, and for a way out that is gone.
func (r *rebinding) unsafe() (Problem, bool) {
	for b, m := range r.k.each() {
		if m != Browsing || !Changes(b.Action) {
			continue
		}
		for _, key := range b.Keys() {
			for other, mode := range r.k.each() {
				if mode == Browsing || other.Action == b.Action || Types(mode) && typed(key) ||
					!slices.Contains(other.Keys(), key) {
					continue
				}
				at, name := r.choice(mode, other.Action), "["+"keys."+TableName(mode)+"] "+other.Action.Name()
				if at < 0 {
					at = r.choice(Browsing, b.Action)
				}
				if at >= 0 {
					return Problem{Choice: at, Key: slices.Index(r.all[at].Keys, key), Text: fmt.Sprintf(
						"%s cannot be a key of both %s and %s: a key that changes the machine means nothing "+
							"else elsewhere",
						key, b.Action.Name(), name)}, true
				}
			}
		}
	}
	if p, bad := r.twice(); bad {
		return p, bad
	}
	for _, a := range [...]Action{OpenPalette, OpenPrompt} {
		if b := r.k.Of(Browsing, a); len(b.Keys()) == 0 {
			if at := r.taker(Browsing, a); at >= 0 {
				return Problem{Choice: at, Key: -1, Text: a.Name() + " needs a key: it finds all that has " +
					"none"}, true
			}
		}
	}
	return Problem{}, false
}

// twice looks for a key that two actions of one mode have: one in its own table, and one that goes for it as well.
func (r *rebinding) twice() (Problem, bool) {
	var seen [Modes]map[string]Action
	for b, m := range r.k.each() {
		for _, key := range b.Keys() {
			if other, twice := seen[m][key]; twice {
				at, first := r.choice(m, b.Action), other
				if at < 0 {
					at, first = r.choice(m, other), b.Action
				}
				if at >= 0 {
					return Problem{Choice: at, Key: slices.Index(r.all[at].Keys, key),
						Text: fmt.Sprintf("%s is given to %s already", key, first.Name())}, true
				}
			}
			if seen[m] == nil {
				seen[m] = map[string]Action{}
			}
			seen[m][key] = b.Action
		}
	}
	return Problem{}, false
}

// taker returns the choice that leaves an action without a key.
func (r *rebinding) taker(m Mode, a Action) int {
	if at := r.choice(m, a); at >= 0 {
		return at
	}
	for i := range r.all {
		c := &r.all[i]
		if !r.out[i] && c.Mode == m && slices.ContainsFunc(c.Keys, func(key string) bool {
			return has(m, a,
				key)
		}) {
			return i
		}
	}
	return -1
}

// bare notes whose last key went to another action.
func (r *rebinding) bare() (notes []Problem) {
	for b, m := range r.k.each() {
		if len(b.Keys()) > 0 || r.chosen(m, b.Action) {
			continue
		}
		if at := r.taker(m, b.Action); at >= 0 {
			notes = append(notes, Problem{Choice: at, Key: -1, Note: true, Text: fmt.Sprintf(
				"%s has no key left; %s = [\"...\"] gives it one", b.Action.Name(), b.Action.Name())})
		}
	}
	return notes
}

// without returns the names that are not among some others.
func without(names, others []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return slices.Contains(others, n) })
}

// rekey gives a binding other keys, and signs of them.
func (b *Binding) rekey(names []string) {
	shown := make([]string, len(names))
	for i, n := range names {
		shown[i] = SignOf(n)
	}
	if len(names) == 0 {
		names = nil // which Bubbles takes for none
	}
	b.SetKeys(names...)
	b.SetHelp(strings.Join(shown, ", "), b.Does())
	b.own = true
	if len(shown) > 0 {
		b.Show = shown[0]
	}
}

// pairs are the actions that the footer shows as one, with both of their keys, by the one that stands there.
var pairs = map[Action][2]Action{StepBack: {StepBack, StepForward}, CursorDown: {CursorUp, CursorDown}}

// pair writes the keys of actions that are shown as one.
func (k *Map) pair() {
	for b, m := range k.each() {
		if zoomed := k.Of(m, ZoomOut); b.Action == ZoomIn && !b.own && zoomed != nil && zoomed.own {
			b.SetHelp(SignOf(b.Keys()[0]), b.Does())
		}
		both, paired := pairs[b.Action]
		if !paired || b.Footer == "" {
			continue
		}
		var shown []string
		own := false
		for _, a := range both {
			one := k.Of(m, a)
			if one == nil || len(one.Keys()) == 0 {
				continue
			}
			sign := SignOf(one.Keys()[0])
			if arrow := arrows[sign]; arrow != "" {
				sign = arrow
			}
			shown, own = append(shown, sign), own || one.own
		}
		if own {
			b.Show = strings.Join(shown, " ")
		}
	}
}
