package prompt

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/theme"
)

// Names are what is valid at the prompt at this moment.
type Names struct {
	Program *program.Program
	Now     *engine.Snapshot
	Scenes  []presets.Entry // of the shelf, as far as they are known
	Futures []session.BranchInfo
	Files   []string // that a path can go on with
}

// Complete returns what may stand at the end of text, and where in it that word starts, in bytes.
func (c Names) Complete(text string) (found []panel.Completion, start int) {
	start = strings.LastIndexByte(text, ' ') + 1
	if asks(text) {
		start = strings.LastIndexAny(text, parting) + 1
	}
	word, before := text[start:], strings.Fields(text[:start])
	if len(before) > 0 && before[0] == "at" {
		if len(before) == 1 {
			return nil, start
		}
		before = before[2:]
	}
	var all []panel.Completion
	switch {
	case len(before) == 0:
		all = verbs
	case asks(text) && start > 0 && text[start-1] == '.':
		all = c.locals(text[:start-1])
	case asks(text) && start > 0 && text[start-1] == '(':
		all = c.inBrackets(text[:start-1])
	default:
		all = c.arguments(before)
	}
	for _, one := range all {
		if strings.HasPrefix(one.Text, word) && one.Text != word {
			found = append(found, one)
		}
	}
	if len(found) == 0 && word != "" {
		for _, one := range all {
			if strings.Contains(strings.ToLower(one.Text), strings.ToLower(word)) && one.Text != word {
				found = append(found, one)
			}
		}
	}
	return found, start
}

// verbs is what a command begins with; it is only read.
var verbs = beginnings()

func beginnings() []panel.Completion {
	var all []panel.Completion
	for _, u := range engine.Usages() {
		all = append(all, panel.Completion{Text: u.Name, About: strings.TrimSpace(u.Args + "  " + u.About)})
	}
	for _, o := range ownCommands {
		all = append(all, panel.Completion{Text: o.Name, About: strings.TrimSpace(o.Args + "  " + o.About)})
	}
	return append(all, panel.Completion{Text: "at", About: "TICK COMMAND  put a command off until the clock is there"})
}

// arguments returns what may follow the words of a command.
func (c Names) arguments(words []string) []panel.Completion {
	switch verb := words[0]; {
	case asks(verb + " "):
		return c.questions(words)
	case verb == "sweep":
		return c.ranges(words[1:])
	case len(words) == 1 && verb != "compare":
		return c.firstArgument(verb)
	case verb == "timeout" && len(words) == 2:
		return []panel.Completion{{Text: "in", About: "in n ticks rather than now"}}
	case verb == "compare":
		return c.compared(words[1:])
	case verb == "rule" && len(words) == 2:
		return tokens(words[1])
	case verb == "priority" && len(words) == 2:
		return c.priorities()
	case verb == "send" && len(words) == 2:
		return c.sendable(words[1])
	case verb == "capacity" && len(words) == 2:
		for _, q := range c.Now.Queues {
			if q.Name == words[1] {
				return []panel.Completion{
					{Text: fmt.Sprint(q.Max + 1), About: "one more"},
					{Text: fmt.Sprint(max(q.Max-1, 0)), About: "one less"},
				}
			}
		}
	}
	return nil
}

func (c Names) firstArgument(verb string) []panel.Completion {
	switch verb {
	case "spawn":
		return c.functions()
	case "kill", "timeout", "wake", "run":
		return c.coroutines()
	case "interrupt":
		return c.irqs()
	case "priority":
		return append(c.coroutines(), c.whoever()...)
	case "signal", "broadcast":
		return c.objects(program.CondClass)
	case "capacity", "clear":
		return c.objects(program.QueueClass)
	case "set":
		return c.objects(program.VarClass)
	case "policy":
		return plainly(program.PolicyNames(), "")
	case "rule":
		all := []panel.Completion{{Text: "all", About: "a whole set of rules"}}
		for _, r := range program.AllRules() {
			all = append(all, panel.Completion{Text: r.String(), About: "now " + r.TokenName(c.Now.Rules[r])})
		}
		return all
	case "why":
		return append(c.coroutines(), c.allObjects()...)
	case "branch":
		return c.branches()
	case "layout":
		return layouts()
	case "motion", "fate", "puzzle", "lesson", "hide", "show":
		return plainly(map[string][]string{"motion": {"on", "off"}, "fate": {"on", "off", "decides"},
			"hide": {"answers"}, "show": {"answers"},
			"puzzle": append([]string{"next", "show"}, presets.PuzzleNames()...),
			"lesson": presets.LessonNames()}[verb], "")
	case "write", "write!":
		return plainly(c.Files, "")
	case "theme":
		return plainly(theme.Names(), "")
	case "open":
		return c.shelf()
	}
	return c.outside(verb)
}

// outside returns the objects that a command of a described class is for, each with what it is now.
func (c Names) outside(verb string) []panel.Completion {
	var all []panel.Completion
	for _, k := range program.OutsideKinds() {
		class, _ := k.Class()
		if k.Command() != verb {
			continue
		}
		for _, s := range c.Now.Syncs {
			if s.Class == class {
				all = append(all, panel.Completion{Text: s.Name, About: class.Row().Say(s.State)})
			}
		}
	}
	return all
}

// sendable returns what may be sent into a channel, where that is one of a few.
func (c Names) sendable(channel string) []panel.Completion {
	for i := range c.Program.Syncs {
		ch := &c.Program.Syncs[i]
		if ch.Class != program.ChanClass || c.Program.Objects[ch.Object].Name != channel || ch.Unit {
			continue
		}
		switch ch.Elem {
		case program.Bool:
			return plainly([]string{"true", "false"}, "")
		case program.ResultOf:
			return plainly([]string{"ok", "busy", "error", "timedout"}, "")
		case program.Coroutine:
			return append(c.coroutines(), panel.Completion{Text: "nil"})
		}
	}
	return nil
}

func (c Names) branches() []panel.Completion {
	var all []panel.Completion
	for _, b := range c.Futures {
		about := fmt.Sprintf("%d steps", b.Length)
		if b.Parent > 0 {
			about += fmt.Sprintf(", leaves branch %d at step %d", b.Parent, b.From)
		}
		if b.First != "" {
			about += ": " + b.First
		}
		all = append(all, panel.Completion{Text: fmt.Sprint(b.Number), About: about})
	}
	return all
}

func (c Names) shelf() []panel.Completion {
	var all []panel.Completion
	for _, s := range c.Scenes {
		all = append(all, panel.Completion{Text: s.Name, About: oneLine(s.Moral)})
	}
	return all
}

// oneLine joins the lines of a text.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func plainly(names []string, about string) []panel.Completion {
	all := make([]panel.Completion, len(names))
	for i, name := range names {
		all[i] = panel.Completion{Text: name, About: about}
	}
	return all
}

// sets has the sets of rules, each with what it is.
func sets() []panel.Completion {
	var all []panel.Completion
	for _, name := range program.RulesetNames() {
		all = append(all, panel.Completion{Text: name, About: program.RulesetMeaning(name)})
	}
	return all
}

func tokens(rule string) []panel.Completion {
	if rule == "all" {
		return sets()
	}
	r, ok := program.RuleByName(rule)
	if !ok {
		return nil
	}
	var all []panel.Completion
	for i, token := range r.Tokens() {
		all = append(all, panel.Completion{Text: token, About: r.Meaning(program.Token(i))})
	}
	return all
}

func (c Names) functions() []panel.Completion {
	var all []panel.Completion
	for i := range c.Program.Funcs {
		f := &c.Program.Funcs[i]
		switch {
		case !f.Spawnable:
		case len(f.Given) > 0: // with the arguments that it has where none are given
			text := c.Program.UsualStart(f.Name)
			all = append(all, panel.Completion{Text: strings.ReplaceAll(text, ", ", ","), About: f.Params(c.Program)})
		default:
			all = append(all, panel.Completion{Text: f.Name, About: RoleWord(f.Role)})
		}
	}
	return all
}

// whoever returns the functions, of which all that run them are meant.
func (c Names) whoever() []panel.Completion {
	var all []panel.Completion
	for i := range c.Program.Funcs {
		if f := &c.Program.Funcs[i]; f.Spawnable {
			all = append(all, panel.Completion{Text: f.Name, About: "all that run it, and will"})
		}
	}
	return all
}

// priorities returns one above and one below everybody's.
func (c Names) priorities() []panel.Completion {
	low, high := 0, 0
	for _, one := range c.Now.Coroutines {
		if one.Live {
			low, high = min(low, one.Priority), max(high, one.Priority)
		}
	}
	return []panel.Completion{
		{Text: fmt.Sprint(min(high+1, program.MaxPriority)), About: "above everybody"},
		{Text: fmt.Sprint(max(low-1, -program.MaxPriority)), About: "below everybody"},
	}
}

// RoleWord says in words what the signs before names say.
func RoleWord(r program.Role) string {
	return [...]string{"", "puts", "takes", "puts and takes"}[r&3]
}

func (c Names) coroutines() []panel.Completion {
	var all []panel.Completion
	for _, one := range c.Now.Coroutines {
		if one.Live {
			all = append(all, panel.Completion{Text: one.Name, About: one.Place.String()})
		}
	}
	return all
}

// allObjects returns every object of the scene.
func (c Names) allObjects() []panel.Completion {
	var all []panel.Completion
	for _, o := range c.Program.Objects {
		all = append(all, panel.Completion{Text: o.Name, About: o.Class.Row().Noun})
	}
	return all
}

// ranges returns what may stand behind sweep: each thing that can be varied and is not yet.
func (c Names) ranges(given []string) []panel.Completion {
	var all []panel.Completion
	for _, name := range measure.Names(c.Program) {
		if slices.ContainsFunc(given, func(g string) bool { return strings.HasPrefix(g, name+"=") }) {
			continue
		}
		one := panel.Completion{Text: name + "=1..8"}
		if c.Program.Truth(name) {
			one.Text = name + "=0..1"
		}
		switch name {
		case "consumers", "producers":
			one.About = "how many main starts"
		case "capacity":
			one.Text, one.About = "capacity=1..16", "of the work queue"
		}
		all = append(all, one)
	}
	return all
}

// Known refuses a word that begins no command, and says which was meant.
func Known(name string, k *keys.Map) error {
	var names []string
	for _, v := range verbs {
		if v.Text == name {
			return nil
		}
		names = append(names, v.Text)
	}
	hint := k.Words("{prompt.complete} completes; an empty line lists them all")
	if near := program.Nearest(name, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return fmt.Errorf("there is no command %q; %s", name, hint)
}

// layouts lists the layouts, each with what it is for.
func layouts() []panel.Completion {
	var all []panel.Completion
	for _, l := range panel.Layouts() {
		all = append(all, panel.Completion{Text: l.String(), About: l.About()})
	}
	return all
}
