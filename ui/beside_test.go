package ui

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
)

// fault reads an input that once was answered wrongly.
func fault(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "testdata", "faults", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// slowAsker answers when it is told to, or when it is cancelled.
type slowAsker struct {
	answer chan ask.Answer
	ended  chan error // of each question, why it ended
}

func newSlowAsker() *slowAsker {
	return &slowAsker{answer: make(chan ask.Answer, 1), ended: make(chan error, 9)}
}

func (a *slowAsker) ask(ctx context.Context, _ *engine.Engine, _ func(string)) (ask.Answer, error) {
	select {
	case answer := <-a.answer:
		a.ended <- nil
		return answer, nil
	case <-ctx.Done():
		a.ended <- ctx.Err()
		return ask.Answer{Answer: explore.Unknown, Text: "cancelled"}, nil
	}
}

// hangs is the answer that something hangs, with a schedule that kills p1.
func hangs() ask.Answer {
	return ask.Answer{Text: "yes, it hangs", Answer: explore.Fails,
		Why: &explore.Explanation{Matters: []bool{true}, Rows: []explore.Row{{}}, Proven: true},
		Play: func(s *session.Session) error {
			_, err := s.Do(engine.Command{Verb: engine.SpawnVerb, Name: "one", N: 1, At: engine.Now})
			return err
		}}
}

// watching sits down at a scene that has a file, in front of an event loop.
func watching(t *testing.T, text string, a *slowAsker) (u *user, put func(text string)) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "live.scene")
	put = func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(text)
	u = sitDown(t, text, func(o *Options) { o.File, o.Open, o.Ask = file, openFile, a.ask })
	u.m.desk.alone = false
	return u, put
}

// reads lets the screen find the scene's file changed.
func (u *user) reads() { u.deliver(u.m.reload()) }

// TestAnAnswerBelongsToTheSceneThatWasAsked: the file changes while every schedule of the scene before is asked. The
// question is stopped, and what it would have said is not shown over the new scene, nor played on it.
func TestAnAnswerBelongsToTheSceneThatWasAsked(t *testing.T) {
	asker := newSlowAsker()
	u, put := watching(t, fault(t, "answer-of-another-scene-before.scene"), asker)
	question := u.send(keyOf("a"))().(tea.BatchMsg)
	u.sees("asking every schedule")
	asked := u.m.session
	put(fault(t, "answer-of-another-scene-after.scene"))
	u.reads()
	if u.m.session == asked || u.m.stack.Mode != keys.Browsing || u.m.goesOn(queryWork) {
		t.Fatalf("the new scene is shown: %v; mode %d; the question goes on: %v", u.m.session != asked, u.m.stack.Mode,
			u.m.goesOn(queryWork))
	}
	late := question[0]().(answerMsg)
	if err := <-asker.ended; err == nil {
		t.Error("the search was not cancelled")
	}
	late.answer = hangs()
	u.deliver(u.send(late))
	u.seesNot("it hangs", "asking every schedule", "All schedules")
	for _, s := range []*session.Session{u.m.session, asked} {
		if len(s.Commands()) > 0 || len(s.Branches()) > 1 || u.m.known.highlight.On(s) != nil {
			t.Errorf("the schedule was laid out on %q", s.Program().Moral)
		}
	}
	u.press("u", "end")
	u.seesNot("it hangs")
}

// TestAnAnswerComesUnderAnErrorPage: the file does not parse while a question is asked. The page lies over the
// question's dialog; the answer takes the dialog's place, and is read when the page is closed.
func TestAnAnswerComesUnderAnErrorPage(t *testing.T) {
	text := fault(t, "answer-of-another-scene-before.scene")
	for _, answer := range []string{"schedule", "no", "error"} {
		asker := newSlowAsker()
		u, put := watching(t, text, asker)
		question := u.send(keyOf("a"))().(tea.BatchMsg)
		put(strings.Replace(text, "yield()", "yeild()", 1))
		u.reads()
		u.sees("does not parse", "did you mean yield")
		switch answer {
		case "schedule":
			asker.answer <- hangs()
		case "no":
			asker.answer <- ask.Answer{Text: "no, it holds"}
		}
		if answer == "error" {
			u.send(answerMsg{ticket: u.m.ticket(queryWork), err: os.ErrInvalid})
		} else {
			u.deliver(question[0])
		}
		u.sees("does not parse")
		u.press("esc")
		u.sees(map[string]string{"schedule": "it hangs", "no": "it holds", "error": "invalid argument"}[answer])
		u.press("esc")
		if u.m.stack.Mode != keys.Browsing || len(u.m.stack.Below) > 0 || u.m.goesOn(queryWork) {
			t.Errorf("%s: mode %d, and %d dialogs below", answer, u.m.stack.Mode, len(u.m.stack.Below))
		}
		if laid := len(u.m.session.Commands()); (laid == 1) != (answer == "schedule") {
			t.Errorf("%s: %d commands are laid out", answer, laid)
		}
	}
}

// TestWhatGoesOnEndsWithTheSession: each way to another session stops the search, and closes its dialog.
func TestWhatGoesOnEndsWithTheSession(t *testing.T) {
	for name, leave := range map[string]func(*user){
		"enter":  func(u *user) { u.m.enter(newSession(t, short), "") },
		"return": func(u *user) { u.m.returnTo() },
		"esc":    func(u *user) { u.press("esc") },
		"ctrl+c": func(u *user) { u.press("ctrl+c") },
		"q":      func(u *user) { u.press("q") },
	} {
		asker := newSlowAsker()
		u := sitDown(t, bounded, func(o *Options) { o.Ask = asker.ask })
		u.m.desk.alone = false
		u.m.enter(newSession(t, bounded), "")
		question := u.send(keyOf("a"))().(tea.BatchMsg)
		leave(u)
		u.deliver(question[0])
		if err := <-asker.ended; err == nil {
			t.Errorf("%s: the search goes on", name)
		}
		u.deliver(question[1]) // its news are over as well
		if u.m.stack.Mode != keys.Browsing || u.m.goesOn(queryWork) {
			t.Errorf("%s: mode %d", name, u.m.stack.Mode)
		}
		u.seesNot("asking every schedule", "cancelled")
	}
}

// TestTheShortestWayIsLookedForAgain: a search that was stopped since another scene was opened is begun anew after the
// way back.
func TestTheShortestWayIsLookedForAgain(t *testing.T) {
	u := atShelf(t, "if-instead-of-a-loop")
	u.m.desk.alone = false
	first := u.send(keyOf("e"))
	u.m.enter(newSession(t, short), "")
	u.press("u")
	u.deliver(first)
	if u.m.known.goal.Par.Known {
		t.Error("the answer of a search that was stopped is believed")
	}
	u.press("esc")
	u.deliver(u.send(keyOf("e")))
	u.sees("The shortest way to a violation is")
}

// TestEveryMessageOfWorkBesideHasATicket: but for the signals, which are about no session.
func TestEveryMessageOfWorkBesideHasATicket(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			d, ok := n.(*ast.TypeSpec)
			if !ok || !strings.HasSuffix(d.Name.Name, "Msg") || d.Name.Name == "stopMsg" ||
				d.Name.Name == "suspendMsg" {
				return true
			}
			s, ok := d.Type.(*ast.StructType)
			if !ok {
				return true
			}
			seen++
			first := s.Fields.List[0]
			if id, ok := first.Type.(*ast.Ident); !ok || id.Name != "ticket" || len(first.Names) > 0 {
				t.Errorf("%s: %s carries no ticket", file, d.Name.Name)
			}
			return true
		})
	}
	if seen < 7 {
		t.Errorf("%d messages were found", seen)
	}
}

// TestAFileWithAnErrorStaysMarked: after its page was closed the header says so, until the file is good again, be it
// that it is as it was.
func TestAFileWithAnErrorStaysMarked(t *testing.T) {
	u, put := watching(t, bounded, newSlowAsker())
	put(strings.Replace(bounded, "queue(2)", "queue(3)", 1))
	u.reads()
	u.sees("read live.scene again")
	put(strings.Replace(bounded, "take(work)", "takes(work)", 1))
	u.reads()
	u.sees("does not parse")
	u.press("esc")
	u.sees("its file has an error")
	u.seesNot("read live.scene again", "does not parse")
	u.press("space", "space")
	u.sees("its file has an error")
	u.reads()
	u.sees("does not parse")
	put(strings.Replace(bounded, "queue(2)", "queue(3)", 1))
	u.reads()
	u.sees("live.scene is as it was, and is what is shown")
	u.seesNot("its file has an error", "does not parse")
	u.position(2)
}

// TestPartsOfWorkEndEachOther: a piece of work that asks several questions one after the other has one context at a
// time, and leaves none behind.
func TestPartsOfWorkEndEachOther(t *testing.T) {
	m := sitDown(t, bounded).m
	m.begin(editWork)
	first := m.context(editWork)
	second := m.context(editWork)
	if first.Err() == nil || second.Err() != nil {
		t.Errorf("after the first question: %v; while the second is asked: %v", first.Err(), second.Err())
	}
	m.stop(editWork)
	if second.Err() == nil {
		t.Error("the work is stopped, and its question goes on")
	}
}
