package panel

import (
	"slices"

	"github.com/quartet-os/quartet/ui/screen"
)

// pageKey reports whether the key of the scene's page can be pressed here: with many a dialog open it can.
func (p pen) pageKey() bool {
	return (p.f.Overlay == nil || p.f.Paged) && !p.f.Prompting && p.f.Edit == nil && p.f.Worlds == nil
}

// goalAndPage writes the scene's goal from column x to end as goal does, and returns the column behind it and where the
// row ends for what follows. A goal that has no room has the key of the scene's page at the end, where it stands whole,
// unless shown says that the key is on the screen already; that it is reached keeps its room.
func (p pen) goalAndPage(x, y, end int, shown bool) (at, left int) {
	goal := screen.Width(goalOf(p.prog))
	if p.f.Moot != "" {
		goal += screen.Width(" · " + noSchedule)
	}
	if x+len(goalWord)+2+goal <= end {
		return x + p.goal(x, y, end), end
	}
	if !shown && p.pageKey() {
		k := p.f.pageHint()
		p.key(end-keyWidth(k), y, k)
		end -= p.f.pageRoom()
	}
	stop := end
	if done := screen.Width(p.f.Reached) + 4; done > 4 && end-x-done > leastGoal {
		stop -= done
	}
	return x + p.goal(x, y, stop), end
}

// firstGoal says in the row of numbers of a timeline that has none yet what the scene's goal is, where the header
// has no room for it, and which key tells more.
func (p pen) firstGoal(bare bool) {
	if p.H < 1 {
		return
	}
	if !bare {
		p = p.in(p.Bounds().Trim(1, 2, 1, 2))
	}
	k, goal := KeyHint{p.words("{scene-page}"), "the scene's page"}, goalOf(p.prog)
	end := p.W
	if !p.hasGoal() {
		p.suggest(-2, 0, []KeyHint{k})
		return
	}
	if x := p.W - keyWidth(k); p.f.Overlay == nil && len("goal  ")+screen.Width(goal)+2 <= x {
		p.key(x, 0, k)
		end = x - 2
	}
	p.goalAndPage(0, 0, end, false)
}

// firstTry says in the same row what to try first, where the header says the goal and has no room for that.
func (p pen) firstTry(bare bool) {
	all := p.prog.Lesson.Try
	if p.tryAbove || p.H < 1 || len(all) == 0 || p.f.Unsaved || p.now.Step > 0 || p.f.Tour != nil ||
		p.f.Overlay != nil {
		return
	}
	if !bare {
		p = p.in(p.Bounds().Trim(1, 2, 1, 2))
	}
	if say := p.f.attempt(&all[0]); len("try  ")+screen.Width(say) <= p.W {
		p.Text(p.Text(0, 0, "try", quiet)+2, 0, say, text)
	}
}

// suggest writes from column x what to try next, with what there is to see, and at the right the key of the scene's
// page, as hints have it from the longest to the shortest. What there is to see matters more than the words for that
// key; an attempt without it says nothing, and is left out.
func (p pen) suggest(x, y int, hints []KeyHint) {
	hints = append(hints, KeyHint{})
	write := func(k KeyHint, word, say string, spare int) bool {
		end := p.W
		if k.Key != "" {
			end -= keyWidth(k) + 2
		}
		at := x + 2
		if word != "" {
			at += screen.Width(word) + 2
		}
		if at+screen.Width(say)+spare > end {
			return false
		}
		if k.Key != "" {
			p.key(p.W-keyWidth(k), y, k)
		}
		p.Text(x+2, y, word, quiet)
		p.Text(at, y, say, text)
		return true
	}
	if all := p.prog.Lesson.Try; len(all) > 0 && !p.f.Unsaved { // of another text it may tell what is not so
		first := p.words("{first-step}, ") // an attempt begins at the boot
		spare := 0                         // for that key, so that the row says the same at each step
		if p.now.Step == 0 {
			first, spare = "", screen.Width(first)
		}
		say := first + p.f.attempt(&all[0])
		if slices.ContainsFunc(hints, func(k KeyHint) bool { return write(k, "try", say, spare) }) ||
			p.now.Step == 0 && write(KeyHint{}, "try", say, 0) {
			p.tryAbove = true
			return
		}
	}
	for _, k := range hints[:len(hints)-1] {
		if write(k, "", "", 0) {
			return
		}
	}
}
