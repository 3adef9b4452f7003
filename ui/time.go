package ui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/engine/stops"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/config"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/seek"
)

// moveLimit is how many steps a key goes at once: n before it gives up to look for a stop, enter in a pass.
const moveLimit = 100_000

// stepOn does one step, or goes one forward in time.
func (m *Model) stepOn() {
	if m.session.Forward() == nil {
		m.atEnd()
	}
}

// stepBack goes one step back.
func (m *Model) stepBack() {
	if !m.session.Back() {
		m.atStart()
	}
}

// stopBack goes back to the stop before.
func (m *Model) stopBack() {
	before := m.session.Position()
	if before == 0 {
		m.atStart()
		return
	}
	switch stop := m.session.PrevStop(moveLimit); {
	case stop.Why != stops.NoReason:
		m.tellStop(stop)
	case m.session.Position() > 0:
		m.advise(fmt.Sprintf("nothing was decided in the %d steps before", before-m.session.Position()))
	}
}

// moveBack goes back to the change of place before, for scripts of the first version.
func (m *Model) moveBack() {
	if !m.session.PrevMove() {
		m.atStart()
	}
}

func (m *Model) playPause() tea.Cmd {
	if m.play.on {
		m.pause()
		return nil
	}
	if m.ended() {
		m.atEnd()
		return nil
	}
	return m.start()
}

// ended reports whether the run is over and the position is at its end.
func (m *Model) ended() bool {
	return m.session.Engine().End().Kind != engine.NotEnded && m.session.Position() >= m.session.Length()
}

// toStop goes on to the next step in which something is decided.
func (m *Model) toStop() {
	before := m.session.Position()
	stop := m.session.NextStop(moveLimit)
	switch {
	case stop.Why != stops.NoReason:
		m.tellStop(stop)
	case m.ended() || m.session.Full():
		m.atEnd()
	default:
		m.advise(m.keys.Words(fmt.Sprintf("nobody changes place in the next %d steps, and nothing else is "+
			"decided · "+
			"{previous-stop} goes back", m.session.Position()-before)))
	}
}

// stopWidth is how wide the screen is at least where the footer says why a step is a stop, beside the keys.
const stopWidth = 100

// tellStop says why a step is a stop, where the lanes do not show it: nobody has changed his place.
func (m *Model) tellStop(stop stops.Stop) {
	if text := seek.StopText(stop); text != "" && !stop.Moved && m.canvas.width >= stopWidth {
		m.advise("stop: " + text)
		m.notice.asks = panel.ByItself
	}
}

// toMove goes on to the next step in which somebody blocks, wakes, is spawned or ends.
func (m *Model) toMove() {
	before := m.session.Position()
	if _, moved := m.session.NextMove(moveLimit); moved {
		return
	}
	if m.ended() || m.session.Full() {
		m.atEnd()
		return
	}
	m.advise(m.keys.Words(fmt.Sprintf("nobody changes place in the next %d steps · {previous-stop} goes back",
		m.session.Position()-before)))
}

// toPassEnd goes to the end of the pass, or as far as a key goes at once.
func (m *Model) toPassEnd() {
	for n := 0; n < moveLimit; n++ {
		if m.session.Forward() == nil {
			if n == 0 {
				m.atEnd()
			}
			return
		}
		if m.session.Engine().RunningSlot() < 0 {
			return
		}
	}
	m.advise(m.keys.Words(fmt.Sprintf("this pass takes more than %d steps · {pass} goes on", moveLimit)))
}

// backPass goes to the end of the pass before: the last step that an earlier pass has. A pass may be long and a step
// back is a replay, so it goes back by more and more, and then nears the place from both sides.
func (m *Model) backPass() {
	s, e := m.session, m.session.Engine()
	pass, after := e.PassNumber(), s.Position()
	if !s.Back() {
		m.atStart()
		return
	}
	inside := func() bool { return s.Position() > 0 && e.PassNumber() == pass && e.RunningSlot() >= 0 }
	for by := int64(1); inside(); by *= 2 {
		after = s.Position()
		s.GoTo(after - by)
	}
	for before := s.Position(); after-before > 1; {
		middle := before + (after-before)/2
		if s.GoTo(middle); inside() {
			after = middle
		} else {
			before = middle
		}
	}
	s.GoTo(after - 1)
}

// longEnd is the letters of an ending that the footer still repeats.
const longEnd = 60

// atEnd says how the run ended.
func (m *Model) atEnd() {
	if m.session.Full() {
		m.advise(m.fullText())
		return
	}
	end := m.session.Engine().End()
	if m.scenes.puzzles.Over(board{m}) {
		return
	}
	if end.Kind == engine.NotEnded {
		m.advise("nothing more happens here")
		return
	}
	small := panel.Brief(&m.canvas.frame, m.canvas.width, m.canvas.height)
	if end.Kind > engine.EndDone && (small || m.saysWhy()) { // the end was told when it came
		m.advise(m.keys.Words("the run is over · {previous-stop} goes back, {first-step} to the start"))
		return
	}
	text, short := end.Text, "the run is over: "+end.Kind.String()
	if text == "" || len(text) > longEnd { // the story has it in full
		text = short
	}
	switch judged := m.known.goal.Failed && m.known.goal.Of == m.session; {
	case judged && text == short:
		text = m.known.goal.Text(m.session) // which says how it ended
	case judged:
		text += " · " + m.known.goal.Text(m.session)
	}
	m.advise(program.Clause(text) + m.keys.Words(" · {previous-stop} goes back, {first-step} to the start"))
	m.notice.goal, m.notice.asks, m.known.goal.Say = true, panel.ByItself, m.atEnd
}

// fullText says that the session records no further step, though its machine could go on, and what to do.
func (m *Model) fullText() string {
	name := m.scenes.file
	if name == "" {
		name = m.sceneName()
	}
	return m.keys.Words(fmt.Sprintf("this session is full: it holds %d steps · {previous-stop} goes back",
		session.MaxSteps)) + " · :open " + name + " begins anew"
}

func (m *Model) atStart() {
	m.advise(m.keys.Words("this is the start: nothing has run yet · {step} steps"))
}

const (
	framesPerSecond = 60 // of a terminal
	filmFrames      = 30 // a second, of a script that is played: the same on every machine
	startSpeed      = 2  // index into the speeds: 4 steps a second, a pace that can be read
	// topSteps is how many steps a frame of a terminal shows at top speed: far more than anyone can follow, and
	// little enough that the machine takes a small part of a core.
	topSteps = 500
)

// speeds are what + and - go through.
var speeds = config.Speeds

// play is a run in progress.
type play struct {
	on     bool
	speed  int       // index into speeds
	frames int       // a second at most
	since  time.Time // from when steps are counted; zero until the first tick
	steps  int64     // taken since then
	next   time.Time // when the frame that is waited for is due
}

// tickMsg is the time to show a frame of a run.
type tickMsg struct {
	ticket
	at time.Time
}

// interval is the time between two frames: a step's time, but no less than a frame's.
func (p *play) interval() time.Duration {
	frames := p.frames
	if s := speeds[p.speed]; s > 0 {
		frames = min(frames, s)
	}
	return time.Second / time.Duration(frames)
}

// wait says how long it is to the next frame. What a frame itself takes is no part of it, so that as many are shown as
// are due; one that comes late, on a slow line perhaps, is not made up for, and gives a whole interval to all else.
func (p *play) wait(now time.Time) time.Duration {
	whole := p.interval()
	p.next = p.next.Add(whole)
	if left := p.next.Sub(now); left > 0 && left <= whole {
		return left
	}
	p.next = now.Add(whole)
	return whole
}

// String returns the speed for the eye.
func (p *play) String() string {
	switch s := speeds[p.speed]; s {
	case 0:
		return "top speed"
	case 1:
		return "1 step/s"
	default:
		return fmt.Sprintf("%d steps/s", s)
	}
}

// due says how many steps the frame at a time has to take. A pause of the whole program is not made up for.
func (p *play) due(at time.Time) int64 {
	s := int64(speeds[p.speed])
	if s == 0 {
		return topSteps * framesPerSecond / int64(p.frames)
	}
	if p.since.IsZero() {
		p.since, p.steps = at, -1
	}
	n := int64(at.Sub(p.since))*s/int64(time.Second) - p.steps
	if limit := s/int64(p.frames) + 2; n > limit || n < 0 {
		p.since, p.steps = at, 0
		return min(max(n, 0), limit)
	}
	p.steps += n
	return n
}

// start begins a run, or does nothing while one is on.
func (m *Model) start() tea.Cmd {
	if m.play.on {
		return nil
	}
	m.play.on, m.stale = true, true
	m.seek.Begin(m.session)
	m.written.log.Run()
	return m.restartClock()
}

// restartClock begins to count steps anew, at a new speed perhaps.
func (m *Model) restartClock() tea.Cmd {
	m.begin(playWork)
	m.play.since, m.play.next, m.play.frames = time.Time{}, time.Time{}, framesPerSecond
	return m.nextTick()
}

func (m *Model) nextTick() tea.Cmd {
	t := m.ticket(playWork)
	return m.desk.timer(m.play.wait(time.Now()), func(at time.Time) tea.Msg { return tickMsg{ticket: t, at: at} })
}

// pause ends a run, if one is on.
func (m *Model) pause() {
	if m.play.on {
		m.written.log.Paused(m.session.Position())
		m.play.on, m.stale = false, true
		m.seek.Done()
		m.stop(playWork)
	}
}

// tick shows the next frame of a run.
func (m *Model) tick(msg tickMsg) tea.Cmd {
	before := m.session.Position()
	for range m.play.due(msg.at) {
		m.stale = true
		events := m.session.Forward()
		if events == nil {
			m.pause()
			m.judge()
			m.atEnd()
			return nil
		}
		m.explain()
		if why, stop := m.seek.Stops(m.session.Engine(), events); stop {
			m.stopRun(why)
			return m.setOut(before)
		}
	}
	m.judge()
	return tea.Batch(m.nextTick(), m.setOut(before))
}

// stopRun ends a run at a step where it was to stop.
func (m *Model) stopRun(why string) {
	m.pause()
	m.judge()
	if why != "" {
		m.advise("stopped in step " + fmt.Sprint(m.session.Position()) + ": " + why + m.keys.Words(" · {run} "+
			"runs on · :unbreak"))
	}
}

// changeSpeed goes to the next speed up or down.
func (m *Model) changeSpeed(by int) tea.Cmd {
	speed := min(max(m.play.speed+by, 0), len(speeds)-1)
	same := speed == m.play.speed
	if m.play.on {
		m.written.log.Paused(m.session.Position())
	}
	m.play.speed = speed
	m.written.log.Speed(speeds[speed])
	if m.play.on {
		m.written.log.Run()
	}
	switch {
	case same && by > 0:
		m.advise(m.keys.Words("this is top speed already; {slower} is slower"))
	case same:
		m.advise(m.keys.Words("this is the slowest; {faster} is faster"))
	case m.play.on:
		m.advise("running at " + m.play.String())
		return m.restartClock()
	default:
		m.advise(m.keys.Words("{run} will run at ") + m.play.String())
	}
	return nil
}

// timeMsg is the time to go on with a timeline that is not whole yet.
type timeMsg struct{ ticket }

// timed says of which session and how large the timeline is that followTime has just made.
type timed struct {
	fresh          bool
	of             *session.Session
	columns, parts int
}

// zoom lets a column of the timeline hold less, or more.
func (m *Model) zoom(by int) { m.advise(m.keys.Words(m.canvas.track.Zoom(by))) }

// hintPage is a page that says a hint; the last one lays the way out.
func (m *Model) hintPage(hint *ask.Hinted) dialog.Page {
	if err := hint.LayOut(m.session); err != nil {
		return dialog.ErrorPage("The way could not be laid out", err)
	}
	return dialog.Page{Scene: true, Message: &panel.Message{Title: "Hint", Text: m.keys.Words(hint.Text),
		Tells: true}}
}
