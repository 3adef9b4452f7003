package mend

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// givesUp says what a change gives up of what the scene did, "" where that is nothing. A scene holds most easily when
// it does nothing any more.
func (f *facts) givesUp(now *facts, e *Edit) string {
	k := e.kind
	for _, s := range f.statements() {
		if of, is := f.of[s], now.of[s]; of.did && is != nil && !is.near && !(is.open && s.text == e.moved) {
			return fmt.Sprintf("nobody comes to %s in %s any more", s.text, s.fn)
		}
	}
	for _, fn := range slices.Sorted(maps.Keys(f.sleeps)) {
		if !now.sleeps[fn] && k != room && k != unnest { // there it waited for room, or for its own section
			return fn + " never sleeps any more"
		}
	}
	for _, s := range f.statements() {
		of, is := f.of[s], now.of[s]
		if of.data && of.did && is != nil && len(of.held) > 0 && len(is.held) == 0 {
			return fmt.Sprintf("%s in %s is no longer under %s", s.text, s.fn, program.List(of.held, "and"))
		}
	}
	if what := f.locksLess(now, k); what != "" {
		return what
	}
	for _, fn := range slices.Sorted(maps.Keys(now.baton)) {
		if !f.baton[fn] {
			return fmt.Sprintf("whoever waits in %s wakes others, and nothing has changed", fn)
		}
	}
	for _, name := range now.idle {
		if !slices.Contains(f.idle, name) {
			return name + " may come to run never again"
		}
	}
	for _, law := range slices.Sorted(maps.Keys(f.laws)) {
		if f.laws[law] && !now.laws[law] {
			return fmt.Sprintf("the law %q is not put to the test any more", law)
		}
	}
	return ""
}

// locksLess says which function has less of its locks than it had, "" where none has.
func (f *facts) locksLess(now *facts, k kind) string {
	for _, fn := range slices.Sorted(maps.Keys(f.under)) {
		if f.locks[fn] && !now.under[fn] { // else whoever calls it has the lock, or has forgotten it
			return fn + " does nothing under a lock any more"
		}
	}
	for _, fn := range slices.Sorted(maps.Keys(f.locks)) {
		if !now.locks[fn] && k != unwrap && k != unnest { // what was under the lock still is: who calls it has it
			return fn + " takes no lock any more"
		}
	}
	return ""
}

// statements lists what is known of, in order.
func (f *facts) statements() []statement {
	all := make([]statement, 0, len(f.of))
	for s := range f.of {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b statement) int {
		if a.fn != b.fn {
			return cmp.Compare(a.fn, b.fn)
		}
		return cmp.Compare(a.text, b.text)
	})
	return all
}

// unguarded counts the statements that touch what others may change while no lock is held, but for some.
func (f *facts) unguarded(but map[statement]bool) (n int) {
	for s, of := range f.of {
		if of.data && of.did && len(of.held) == 0 && !but[s] {
			n++
		}
	}
	return n
}
