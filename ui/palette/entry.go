package palette

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/prompt"
)

// Kind says to which part of the list an entry belongs, in the order of the parts.
type Kind uint8

// The kinds.
const (
	Key      Kind = iota // a key of the screen
	Command              // a line of the prompt
	Rule                 // a rule, to be switched
	Scene                // a scene of the shelf
	Thing                // a coroutine, an object
	Word                 // a word of the glossary
	Dialogue             // a key that works in a dialog
)

// sections names the parts of the list, by kind.
var sections = [...]string{
	Key: "do", Command: "do", Rule: "set", Scene: "open", Thing: "see", Dialogue: "dialogs", Word: "words",
}

// Asks says what taking an entry asks for.
type Asks uint8

// What taking an entry asks for.
const (
	Nothing Asks = iota // it only explains
	Press               // the key Arg is to be pressed
	Obey                // the line Arg is to be carried out
	Type                // the line Arg is to be put into the prompt, with its choices
	Open                // the scene Arg is to be opened
	Select              // the coroutine in Slot is to be selected
	Explain             // About is to be read as a page
)

// Entry is a line of the palette.
type Entry struct {
	Kind   Kind
	Name   string // what it is called
	Types  string // what can be typed at the prompt in its place, or of what kind it is
	Sign   string // its key, for the eye
	Keys   []string
	About  string
	Does   string // its word in the key table, by which it is found too
	Asks   Asks
	Arg    string
	Slot   int
	Action keys.Action
	NotNow bool     // it cannot be done as things are
	Of     string   // of a command whose first word names something of the scene: what, "" for others
	Group  string   // of a scene: that of the shelf, by which it is found too
	Asked  []string // words that people type for it, in small letters
	said   bool     // About is Name as a sentence
}

// Sources is what entries are made of.
type Sources struct {
	Keys    *keys.Map
	Program *program.Program
	Now     *engine.Snapshot
	Scenes  []presets.Entry // as far as they are known
	Names   prompt.Names    // what commands can be completed with
}

// Entries lists all that can be found.
func Entries(s Sources) []Entry {
	all := s.keys(nil, true)
	all = s.commands(all)
	all = s.rules(all)
	for _, e := range s.Scenes {
		all = append(all, Entry{
			Kind: Scene, Name: e.Name, Types: "scene", About: about(e), Asks: Open, Arg: e.Name, Group: e.Group,
		})
	}
	all = s.things(all)
	for _, w := range Glossary() {
		all = append(all, Entry{Kind: Word, Name: w.Word, Types: "word", About: w.Meaning, Asks: Explain,
			Arg: w.Word})
	}
	return s.keys(all, false)
}

// about says what a scene is about, and what is expected of it.
func about(e presets.Entry) string {
	text := strings.Join(strings.Fields(e.Moral), " ")
	if e.Goal != "" {
		text += " Goal: " + e.Goal
	}
	return text + " Over all schedules: " + e.Expect.String() + "."
}

// keys appends the keys of the machine, or those of the dialogs.
func (s *Sources) keys(all []Entry, machine bool) []Entry {
	for g := range s.Keys.Groups {
		group := &s.Keys.Groups[g]
		if (group.Mode == keys.Browsing) != machine {
			continue
		}
		for i := range group.Bindings {
			b := &group.Bindings[i]
			if !b.Available() || !b.Enabled() && !machine || b.Action == keys.OpenPalette {
				continue
			}
			e := Entry{Name: capital(b.InFull()), Sign: b.Sign(), Keys: b.Keys(), About: b.About,
				Does: b.Does(), Action: b.Action}
			if machine {
				e.Asked = strings.Fields(b.Footer + " " + askedKeys[b.Action])
				e.Kind, e.Asks, e.Arg = Key, Press, s.Keys.Plain().Of(keys.Browsing, b.Action).Keys()[0]
			} else {
				e.Kind, e.Types = Dialogue, uncapital(group.Name)
			}
			if b.Action == keys.FocusPanel {
				e.Asks = Explain // which of the ten is not known
			}
			all = append(all, e)
		}
	}
	return all
}

// mostCompleted is how many lines a command is listed with that are whole: wake p1, wake p2.
const mostCompleted = 24

// whole has the commands that are whole with one word behind them.
var whole = map[string]bool{
	"spawn": true, "kill": true, "timeout": true, "wake": true, "run": true, "signal": true, "broadcast": true,
	"policy": true, "theme": true, "branch": true,
}

// alone has the commands that are mostly given without what may stand behind them.
var alone = map[string]bool{"fate": true, "odds": true, "puzzle": true, "livelock": true}

// outside has the commands that are ops on objects that their class describes.
var outside = outsideNames()

func outsideNames() map[string]bool {
	all := map[string]bool{}
	for _, k := range program.OutsideKinds() {
		all[k.Command()] = true
	}
	return all
}

// commands appends the commands of the machine and of the screen, each as it is and with what can stand behind it.
func (s *Sources) commands(all []Entry) []Entry {
	add := func(name, args, about, of string) {
		e := Entry{Kind: Command, Name: capital(about), Types: strings.TrimSpace(":" + name + " " + args),
			About: about + ".", Asks: Type, Arg: name + " ", Of: of, Asked: strings.Fields(askedCommands[name]),
			said: true}
		if args == "" || alone[name] {
			e.Asks, e.Arg = Obey, name
		}
		all = append(all, e)
		if !whole[name] && !outside[name] {
			return
		}
		found, _ := s.Names.Complete(name + " ")
		for i, c := range found {
			if i == mostCompleted {
				break
			}
			one := Entry{Kind: Command, Name: name + " " + c.Text, Types: ":" + name + " " + c.Text,
				About: about + ".", Asks: Obey, Arg: name + " " + c.Text}
			if c.About != "" {
				one.About = c.Text + ": " + c.About + ". " + capital(one.About)
			}
			all = append(all, one)
		}
	}
	for _, u := range engine.Usages() {
		of, _, _ := strings.Cut(u.Args, " ")
		if of != strings.ToUpper(of) {
			of = "" // numbers
		}
		add(u.Name, u.Args, u.About, strings.ToLower(of))
	}
	for _, c := range prompt.Commands() {
		add(c.Name, c.Args, c.About, "")
	}
	add("at", "TICK COMMAND", "put a command off until the clock is there", "")
	return all
}

// rules appends the rules, each with what it is now and what it could be, and the sets of rules.
func (s *Sources) rules(all []Entry) []Entry {
	for _, r := range program.AllRules() {
		now := r.TokenName(s.Now.Rules[r])
		var means []string
		for i, token := range r.Tokens() {
			means = append(means, token+": "+r.Meaning(program.Token(i)))
		}
		all = append(all, Entry{Kind: Rule, Name: r.String() + " " + now, Types: ":rule " + r.String(),
			About: "It is " + now + " now. " + strings.Join(means, "; ") + ".", Asks: Type,
			Arg: "rule " + r.String() + " "})
	}
	for _, name := range program.RulesetNames() {
		all = append(all, Entry{Kind: Rule, Name: "all rules " + name, Types: ":rule all " + name,
			About: "A whole set of rules at once: " + program.RulesetMeaning(name) + ".", Asks: Obey,
			Arg: "rule all " + name})
	}
	return all
}

// things appends who lives, and the objects of the scene.
func (s *Sources) things(all []Entry) []Entry {
	for i := range s.Now.Coroutines {
		c := &s.Now.Coroutines[i]
		if !c.Live {
			continue
		}
		all = append(all, Entry{Kind: Thing, Name: c.Name, Types: "coroutine", Slot: c.Slot, Asks: Select,
			About: s.whereabouts(c)})
	}
	for i := range s.Program.Objects {
		o := &s.Program.Objects[i]
		class := o.Class.Row()
		all = append(all, Entry{Kind: Thing, Name: o.Name, Types: class.Title, Asks: Explain, Arg: o.Name,
			About: fmt.Sprintf("%s is %s, declared in line %d.", o.Name, class.Noun, o.Line)})
	}
	return all
}

// whereabouts says where a coroutine is.
func (s *Sources) whereabouts(c *engine.CoroutineView) string {
	text := fmt.Sprintf("%s is on %s", c.Name, c.Place)
	if c.Line > 0 {
		text += fmt.Sprintf(", at line %d", c.Line)
	}
	if asleep(c) {
		text = strings.TrimSpace(c.Name + " sleeps " + Sleeps(s.Program, c))
	}
	return text + s.Keys.Words(". {palette.accept} selects it: {why}, {inspect}, {timeout}, {kill} and {run-next} "+
		"are about it then.")
}

// asleep reports whether a coroutine waits.
func asleep(c *engine.CoroutineView) bool {
	return c.Live && (c.Place == engine.Waiting || c.Place == engine.TimedWaiting)
}

// Sleeps says on what a coroutine sleeps, or until when.
func Sleeps(p *program.Program, c *engine.CoroutineView) string {
	switch {
	case c.Object >= 0 && c.Object < len(p.Objects):
		return "on " + p.Objects[c.Object].Name
	case c.Deadline != engine.NoDeadline:
		return fmt.Sprintf("until %d", c.Deadline)
	}
	return ""
}

// capital begins a text with a capital letter.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// uncapital begins a text with a small one.
func uncapital(s string) string { return strings.ToLower(s[:1]) + s[1:] }
