package program

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// Lesson is what a scene says to whoever learns with it, beyond its moral and its goal. Nothing of it changes a run.
type Lesson struct {
	Try      []Attempt // what to do, each from the boot
	Cure     string    // the scene in which this does not go wrong
	Next     []string  // the scenes to see after this one
	Breaks   []Belief  // what many believe, and is shown to be wrong here
	Idea     string    // where it is from
	ExpectOp Expect    // what check finds at grain op
	Point    string    // a condition (see Program.Condition): there one sees what the scene is about
	Heals    bool      // the goal is that the scene ends well, whatever is expected of it
	Aim      string    // a condition: the goal is reached in the step in which it comes true; "" for none
}

// Attempt is a line of a scene's try: keys to press, or a command to type, and what there is to see.
type Attempt struct {
	Keys    []string // as demo scripts name them, each as often as it is pressed
	Command string   // instead of keys, without its colon
	Text    string
}

// The limits of what a scene says to learners.
const (
	MaxTries  = 12  // lines of try
	MaxKeys   = 100 // keys of one line of try
	maxNexts  = 4   // scenes of next
	maxLesson = 400 // letters of a text
)

// lessonNames are the consts that say something to learners. They are newer than the first release.
func lessonNames() []string {
	return []string{"try", "cure", "next", "breaks", "idea", "expectOp", "point", "aim"}
}

// OnlySays reports whether a const, with its value, only says something of its scene, to people or to those who check
// it: no run is another one with it. A number of the same name is one of the scene's own.
func OnlySays(name string, value ast.Expr) bool {
	_, isText := stringValue(value)
	return isText && (name == "goal" || name == "expect" || slices.Contains(lessonNames(), name))
}

// Spoken lists what a declaration only says of its scene: some of its consts, or all of it where there is nothing else.
func Spoken(d ast.Decl) (all []ast.Node) {
	g, ok := d.(*ast.GenDecl)
	if !ok || g.Tok != token.CONST {
		return nil
	}
	for _, s := range g.Specs {
		v, ok := s.(*ast.ValueSpec)
		runs := !ok || len(v.Names) != len(v.Values)
		for i := 0; !runs && i < len(v.Names); i++ {
			runs = !OnlySays(v.Names[i].Name, v.Values[i])
		}
		if !runs {
			all = append(all, v)
		}
	}
	if len(all) == len(g.Specs) {
		return []ast.Node{g}
	}
	return all
}

// lesson reads one of the texts for learners.
func (c *compiler) lesson(s setting, text string) {
	to := &c.prog.Lesson
	switch s.name.Name {
	case "try":
		c.tries(s, text)
	case "cure":
		if names := c.sceneNames(s, text, 1); len(names) == 1 {
			to.Cure = names[0]
		}
	case "next":
		to.Next = c.sceneNames(s, text, maxNexts)
	case "breaks":
		c.breaks(s, text)
	case "idea":
		to.Idea = c.sentence(s, text)
	case "expectOp":
		c.expectOp(s, text)
	case "aim":
		c.aim(s, text)
	case "point":
		c.pointed, c.prog.Lesson.Point = &s, c.sentence(s, text)
	}
}

// conditions refuses a point and an aim that are no conditions about runs of the scene, which is known by now.
func (c *compiler) conditions() {
	to := &c.prog.Lesson
	if c.pointed != nil {
		c.refuseCondition(c.pointed, to.Point, "")
	}
	if c.aimed != nil {
		c.refuseCondition(c.aimed, to.Aim,
			`write aim = "cure", aim = "failure", or what :until takes, as aim = "ends c1"`)
	}
}

// refuseCondition refuses a text that is no condition about runs of the scene; hint is what would work.
func (c *compiler) refuseCondition(s *setting, text, hint string) {
	name, bare := s.name.Name, *c.prog
	bare.Lesson.Point, bare.Lesson.Aim = "", "" // so that neither means itself, or each the other
	if found, err := bare.condition(text, c.ask); err != nil {
		if name == "aim" {
			hint = didYouMean(text, []string{aimsAtFailure, aimsAtCure}, hint)
		}
		c.fail(s.value, hint, "%s: %s", name, err)
	} else if found.Kind == WhenLast {
		c.fail(s.value, "write "+name+` = "end"`, "%s: a run by itself has no last step", name)
	}
}

func (c *compiler) expectOp(s setting, text string) {
	x, ok := ExpectByName(text)
	if !ok {
		c.fail(s.value, didYouMean(text, Verdicts(), ""), "%s is not a value of %s, which is %s",
			quote(text), s.name.Name, List(Verdicts(), "or"))
	}
	c.prog.Lesson.ExpectOp = x
}

// The values of aim.
const (
	aimsAtFailure = "failure"
	aimsAtCure    = "cure"
)

// aim reads whether the goal is the failure that the scene expects, or that there is none, or that something comes
// true.
func (c *compiler) aim(s setting, text string) {
	to := &c.prog.Lesson
	switch to.Heals = text == aimsAtCure; {
	case to.Heals, text == aimsAtFailure:
	default:
		c.aimed, to.Aim = &s, c.sentence(s, text)
	}
}

// sentence reads a text of bounded length; its blanks and lines mean nothing.
func (c *compiler) sentence(s setting, text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if n := len([]rune(text)); n > maxLesson {
		c.fail(s.value, "say it in fewer words", "a text of %s has at most %d letters, this one has %d",
			s.name.Name, maxLesson, n)
		return ""
	}
	return text
}

// parts parts a text at its blanks and commas.
func parts(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' })
}

// sceneNames reads names of scenes. Whether there are such scenes is for whoever knows the shelf.
func (c *compiler) sceneNames(s setting, text string, most int) []string {
	names := parts(text)
	if len(names) == 0 || len(names) > most {
		want := "the name of one scene"
		if most > 1 {
			want = "the names of 1 to " + strconv.Itoa(most) + " scenes"
		}
		c.fail(s.value, "write "+s.name.Name+` = "bounded-buffer"; quartet list names the scenes`,
			"%s is %s, and here are %d", s.name.Name, want, len(names))
		return nil
	}
	for _, name := range names {
		if len(name) > 64 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			c.fail(s.value, "a scene is named as on the shelf, in small letters: bounded-buffer",
				"%s is no name of a scene", quote(name))
			return nil
		}
	}
	return names
}

// tries reads try: a line is keys, a colon and what there is to see. A command begins with a colon of its own.
func (c *compiler) tries(s setting, text string) {
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line == "" {
			continue
		}
		one, problem := readAttempt(line)
		if problem == "" && len(c.prog.Lesson.Try) == MaxTries {
			problem = "try has at most " + strconv.Itoa(MaxTries) + " lines"
		}
		if problem != "" {
			c.fail(s.value, `write a line as "n*5: who comes first?" or ":kill c1: who is next?"`,
				"%s: %s", quote(line), problem)
			return
		}
		c.prog.Lesson.Try = append(c.prog.Lesson.Try, one)
	}
}

// readAttempt reads a line of try. A line without a colon is a text alone.
func readAttempt(line string) (a Attempt, problem string) {
	if len([]rune(line)) > maxLesson {
		return a, "a line has at most " + strconv.Itoa(maxLesson) + " letters"
	}
	command := strings.HasPrefix(line, ":")
	front, text, parted := strings.Cut(strings.TrimPrefix(line, ":"), ": ")
	switch {
	case !parted && command:
		return a, "behind the command there is no colon and no text"
	case !parted:
		return Attempt{Text: line}, ""
	case command:
		if front = strings.TrimSpace(front); front == "" {
			return a, "there is no command between the colons"
		}
		return Attempt{Command: front, Text: text}, ""
	}
	for _, key := range strings.Fields(front) {
		name, count, times := strings.Cut(key, "*")
		n := 1
		if times && name != "" {
			var err error
			if n, err = strconv.Atoi(count); err != nil || n < 1 {
				return a, quote(count) + " is no number of times"
			}
		} else {
			name = key
		}
		if n > MaxKeys-len(a.Keys) {
			return a, "a line has at most " + strconv.Itoa(MaxKeys) + " keys"
		}
		for range n {
			a.Keys = append(a.Keys, name)
		}
	}
	a.Text = text
	return a, ""
}

// Front returns what stands before the colon of an attempt, as it is shown: keys with how often each is pressed, or a
// command with its colon.
func (a Attempt) Front() string {
	if a.Command != "" {
		return ":" + a.Command
	}
	var words []string
	for i := 0; i < len(a.Keys); {
		n := 1
		for i+n < len(a.Keys) && a.Keys[i+n] == a.Keys[i] {
			n++
		}
		word := a.Keys[i]
		if n > 1 {
			word += " " + strconv.Itoa(n) + " times"
		}
		words = append(words, word)
		i += n
	}
	return strings.Join(words, ", ")
}
