package ui

import (
	"strconv"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// TestARightAnswerIsNeverCrossed: a file of solved puzzles that notes it among the wrong ones, of another version or
// written by hand, marks the others alone, and they alone are counted.
func TestARightAnswerIsNeverCrossed(t *testing.T) {
	l, err := puzzle.Find("two-slots")
	if err != nil {
		t.Fatal(err)
	}
	before := []string{l.Answered(-1), l.Answered(99), l.Name + "?", "?"}
	for i := range 9 {
		before = append(before, l.Answered(i))
	}
	u, kept := atLevel(t, l.Name, before...)
	u.press("enter")
	q := u.m.over.quiz.Asked()
	for i, a := range u.m.overlay(u.m.stack.Mode).(*panel.Quiz).Answers {
		if a.Wrong == (i == q.Right) {
			t.Errorf("answer %d, where %d is right, is crossed: %v", i, q.Right, a.Wrong)
		}
	}
	u.press(strconv.Itoa(q.Right + 1))
	u.told("Right, after three wrong answers.")
	keepsOnly(t, u, kept, l.Name)
}
