package demo

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// Mutation is a change of the scene that whoever presents a script has prepared: a line that is wrong, or what cures
// it.
type Mutation struct {
	Line     int // of the script
	Name     string
	From, To string // a part of the scene, and what takes its place
}

// asideText stands below the screen while the scene runs with a change that the speaker has made.
const asideText = "The script speaks of the scene without this change: " + KeyMutate + " goes back."

// String writes it as a line of a script.
func (c *Mutation) String() string {
	return fmt.Sprintf("%s %s | %s %s %s", mutationWord, c.Name, inLine.Replace(c.From), editSign, inLine.Replace(c.To))
}

// BehindWith is the name of a change as it stands behind "with": a name that begins so says it itself.
func BehindWith(name string) string {
	if first, rest, _ := strings.Cut(name, " "); first == "with" && rest != "" {
		return rest
	}
	return name
}

// Apply changes the text of a scene. The error says that it does not fit.
func (c *Mutation) Apply(source string) (string, error) { return replaced(source, c.From, c.To) }

// replaced is a text with another part in the place of one that stands in it once.
func replaced(source, from, to string) (string, error) {
	if n := strings.Count(source, from); n != 1 {
		return "", fmt.Errorf("%q stands %d times in the scene, and not once", from, n)
	}
	return strings.Replace(source, from, to, 1), nil
}

// mutation reads one.
func (p *parser) mutation(rest string, w Word) {
	name, edit, _ := strings.Cut(rest, "|")
	from, to, found := strings.Cut(edit, editSign)
	c := Mutation{Line: p.line, Name: strings.TrimSpace(name), From: inScene.Replace(strings.TrimSpace(from)),
		To: inScene.Replace(strings.TrimSpace(to))}
	switch {
	case !found || c.Name == "" || c.From == "":
		p.fail("this is no change of a scene", "its name, and what is replaced by what: "+w.Like)
		return
	case c.Name == offWord:
		p.fail("no change is called off", "that is how a script goes back from one")
		return
	case p.script.Mutation(c.Name) != nil:
		p.fail(fmt.Sprintf("there is a change %q already", c.Name), "each has a name of its own")
		return
	}
	p.script.Mutations = append(p.script.Mutations, c)
}

// offWord is what mutate takes in the place of a name, to go back.
const offWord = "off"

// mutates reads which change a line makes, or that it goes back.
func (p *parser) mutates(name string) {
	was := p.mutated
	p.mutated = name != offWord
	switch {
	case p.script.Lesson():
		p.fail("a lesson asks for an edit, and makes none", "the word for that is mend")
	case !p.mutated && !was:
		p.fail("there is nothing to go back from", "mutate NAME makes one of the changes that stand at the head")
	case p.mutated && p.script.Mutation(name) == nil:
		p.fail(fmt.Sprintf("there is no change %q", name), p.prepared(name))
	}
}

// prepared says which changes there are, or how one of a name would be made.
func (p *parser) prepared(name string) string {
	var names []string
	for i := range p.script.Mutations {
		names = append(names, p.script.Mutations[i].Name)
	}
	if len(names) == 0 {
		return "at the head: " + mutationWord + " " + name + " | OLD => NEW"
	}
	return "at the head stand " + strings.Join(names, ", ")
}

// mutate makes a change of the scene, or goes back from it.
func (p *Player) mutate(a *Action) error { return p.stage.Mutate(p.script.Mutation(a.Text)) }

// Mutation returns the change of a name; nil for none.
func (s *Script) Mutation(name string) *Mutation {
	for i := range s.Mutations {
		if s.Mutations[i].Name == name {
			return &s.Mutations[i]
		}
	}
	return nil
}

// Changes lists, as rows to choose from, the changes that fit a scene: those of the script, or where it has none for
// this scene the cure that the scene names.
func (s *Script) Changes(p *program.Program) (rows []panel.PickerRow) {
	for i := range s.Mutations {
		c := &s.Mutations[i]
		if at := strings.Index(p.Source, c.From); at >= 0 && strings.Count(p.Source, c.From) == 1 {
			rows = append(rows, panel.PickerRow{Group: "changes", Name: c.Name, Moral: c.differs(p.Source, at)})
		}
	}
	if cure := p.Lesson.Cure; len(rows) == 0 && cure != "" {
		rows = append(rows, panel.PickerRow{Group: "changes", Name: CureName, Moral: "the scene " + cure})
	}
	return rows
}

// differs says, of the lines of the scene that a change touches, only those that it makes others: what stands around
// them to make the place the only one is no part of what is seen.
func (c *Mutation) differs(source string, at int) string {
	first := strings.LastIndexByte(source[:at], '\n') + 1
	rest, _, _ := strings.Cut(source[at+len(c.From):], "\n")
	was := strings.Split(source[first:at]+c.From+rest, "\n")
	now := strings.Split(source[first:at]+c.To+rest, "\n")
	line := 1 + strings.Count(source[:first], "\n")
	for len(was) > 0 && len(now) > 0 && flat(was[0]) == flat(now[0]) {
		was, now, line = was[1:], now[1:], line+1
	}
	for len(was) > 0 && len(now) > 0 && flat(was[len(was)-1]) == flat(now[len(now)-1]) {
		was, now = was[:len(was)-1], now[:len(now)-1]
	}
	from, to := flat(strings.Join(was, "\n")), flat(strings.Join(now, "\n"))
	switch {
	case from == "" && to == "":
		return fmt.Sprintf("line %d: nothing but space changes", 1+strings.Count(source[:at], "\n"))
	case from == "":
		return fmt.Sprintf("before line %d comes %s", line, to)
	case to == "":
		return fmt.Sprintf("line %d: %s goes", line, from)
	}
	return fmt.Sprintf("line %d: %s becomes %s", line, from, to)
}

// CureName is how the scene that is named as the cure of another is called among the changes of that.
const CureName = "cure"

// Misfit says which change does not fit the text of the script's scene; nil where all do, and where the script may open
// other scenes.
func (s *Script) Misfit(source string) error {
	for i := range s.Actions {
		if opens(&s.Actions[i]) {
			return nil
		}
	}
	for i := range s.Mutations {
		c := &s.Mutations[i]
		if _, err := c.Apply(source); err != nil {
			return &LineError{File: s.Name, Line: c.Line, Text: c.String(), Why: err.Error(),
				Hint: "it has to stand there once; \\n stands for the end of a line, \\t for a tab"}
		}
	}
	return nil
}
