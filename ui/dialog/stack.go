package dialog

import (
	"slices"

	"github.com/quartet-os/quartet/ui/keys"
)

// Layer is a dialog that lies below the one on top, or the machine.
type Layer struct {
	Mode keys.Mode
	Page Page
}

// Stack is what lies over the machine. The zero value is the machine alone.
type Stack struct {
	Mode  keys.Mode // what is on top
	Page  Page      // the page on top, in mode Reading
	Below []Layer   // dialogs that lie below, the lowest first
}

// OpenPage puts a page on top; closing it returns to what was there.
func (s *Stack) OpenPage(p Page) {
	s.Below = append(s.Below, Layer{s.Mode, s.Page})
	s.Page, s.Mode = p, keys.Reading
}

// Open opens a dialog of a mode. Pages, other dialogs and the editor come back when it is closed; a prompt or a list
// has done its work.
func (s *Stack) Open(what keys.Mode) {
	switch s.Mode {
	case what:
	case keys.Reading, keys.Confirming, keys.Asking, keys.Editing:
		s.Below = append(s.Below, Layer{s.Mode, s.Page})
	}
	s.Mode, s.Page = what, Page{}
}

// Answer shows a page that was waited for: on top, but not over a page that came meanwhile.
func (s *Stack) Answer(p Page) {
	p.Scene = true
	if s.Mode != keys.Reading {
		s.OpenPage(p)
		return
	}
	s.Below = append(s.Below, Layer{keys.Reading, p})
}

// Close returns to what lies below the page, or the dialog, on top.
func (s *Stack) Close() {
	s.Mode, s.Page = keys.Browsing, Page{}
	if n := len(s.Below); n > 0 {
		s.Mode, s.Page = s.Below[n-1].Mode, s.Below[n-1].Page
		s.Below = slices.Delete(s.Below, n-1, n)
	}
}

// Beneath returns the mode that is on when all pages on top are closed, and how many these are.
func (s *Stack) Beneath() (mode keys.Mode, pages int) {
	if s.Mode != keys.Reading {
		return s.Mode, 0
	}
	for _, l := range slices.Backward(s.Below) {
		if pages++; l.Mode != keys.Reading {
			return l.Mode, pages
		}
	}
	return keys.Browsing, pages + 1
}

// CloseAll closes whatever is open.
func (s *Stack) CloseAll() { *s = Stack{} }

// Has reports whether a dialog of a mode is open, on top or below.
func (s *Stack) Has(what keys.Mode) bool {
	return s.Mode == what || slices.ContainsFunc(s.Below, func(l Layer) bool { return l.Mode == what })
}

// Leave closes the dialog of a mode, wherever it lies, and reports whether it was on top.
func (s *Stack) Leave(what keys.Mode) (top bool) {
	s.Below = slices.DeleteFunc(s.Below, func(l Layer) bool { return l.Mode == what })
	if s.Mode == what {
		s.Close()
		return true
	}
	return false
}

// LeavePages closes the pages that pass a test, wherever they lie, and reports whether one was on top.
func (s *Stack) LeavePages(test func(*Page) bool) (top bool) {
	s.Below = slices.DeleteFunc(s.Below, func(l Layer) bool { return l.Mode == keys.Reading && test(&l.Page) })
	for s.Mode == keys.Reading && test(&s.Page) {
		s.Close()
		top = true
	}
	return top
}
