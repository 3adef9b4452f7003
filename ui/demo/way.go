package demo

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
)

// wayWords tells as the last hint how a task is done that is set where a machine stands. Whoever is the scheduler picks
// names from a list: a way that only lets coroutines run is told as the names to pick.
func wayWords(k Kind, way []Action, edit [2]string, from *engine.Engine) string {
	switch k {
	case ProveAction:
		return "{every-schedule} asks every schedule."
	case MendAction:
		return fmt.Sprintf("{edit} makes an editor of the listing: %s becomes %s", flat(edit[0]), flat(edit[1]))
	}
	if names := picks(way, from); names != nil {
		return "One way: {choices}, and there " + strings.Join(names, ", ") + "."
	}
	var words []string
	for _, a := range way {
		switch {
		case a.Kind == KeyAction:
			words = append(words, presses(a.Keys))
		case a.Kind == DoAction:
			words = append(words, ":"+a.Text)
		case a.Kind == RunAction && a.Until == UntilTrue:
			words = append(words, ":until "+a.Text)
		default:
			words = append(words, a.String())
		}
	}
	return "One way: " + strings.Join(words, ", then ") + "."
}

// keyOf is the key with which what is asked for is done, as scripts name it: that of the list of choices where a way
// lets somebody run out of turn, else the first one of the way.
func keyOf(k Kind, way []Action) (key string) {
	switch k {
	case ProveAction:
		return "a"
	case MendAction:
		return "E"
	}
	for _, a := range slices.Backward(way) {
		switch c, err := engine.ParseCommand(a.Text); {
		case a.Kind == KeyAction:
			key = a.Keys[0].Key
		case a.Kind == RunAction:
			key = "n"
		case err == nil && c.Verb == engine.RunVerb:
			return "e"
		default:
			key = ":"
		}
	}
	return key
}

// picks names who runs in the passes of a way, one after the other; nil where it does anything else, or lets nobody run
// out of turn.
func picks(way []Action, from *engine.Engine) (names []string) {
	e, chosen := from.Fork(nil), false
	for _, a := range way {
		c, err := engine.ParseCommand(a.Text)
		if err == nil && a.Kind == DoAction {
			_, err = e.Do(c)
		}
		switch {
		case a.Kind == KeyAction:
			for _, k := range a.Keys {
				for range k.Times {
					next := e.Snapshot(nil).Next()
					if k.Key != "enter" || next < 0 || e.RunningSlot() >= 0 {
						return nil
					}
					names = append(names, e.Name(next))
					e.Pass()
				}
			}
		case a.Kind == DoAction && err == nil && c.Verb == engine.RunVerb:
			chosen = true
		default:
			return nil
		}
	}
	if !chosen {
		return nil
	}
	return names
}
