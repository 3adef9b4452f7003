package palette

import "strings"

// Chapter is a part of the glossary: sentences in which each word that they explain stands between stars.
type Chapter struct {
	Title     string
	Sentences []string
}

// Chapters returns the glossary. docs/map.md has it under "What the words mean"; a test compares them.
func Chapters() []Chapter {
	return []Chapter{
		{"The machine", []string{
			"A *scene* is a program in the language of scenes.",
			"A *coroutine* runs one of its functions, in a *slot*; books say *thread*.",
			"An *op* is the least that happens at once; a *step* does one op.",
			"A *pass* is what a coroutine does from the moment it is put on the CPU until it gives it up; " +
				"a *tick* is the unit of the clock.",
			"A coroutine is always at one *place*: FREE, READY, RUNNING, WAITING or TIMED-WAITING.",
			"A *policy* says when it loses the CPU, a *rule* answers a question that the texts leave open, " +
				"a *set of rules* answers all.",
			"A *priority* says who of those that are ready runs first; a *level* is a priority, or " +
				"what another *lends*.",
			"In a *round* each level has so many *runs* as it had coroutines ready when its turn came.",
			"A *zombie* was killed, and has its slot until its next turn.",
			"An *array* is objects or values of one kind with one name and an index; a *parameter* is what a " +
				"coroutine, or a call, is given to begin with.",
			"An *atomic* op reads a shared variable and sets it in one step; *compare-and-swap* sets it only " +
				"if it is what was expected.",
			"An *interrupt* comes between any two ops; its *handler* runs on top of who is on the CPU, and may not " +
				"wait.",
		}},
		{"Waiting", []string{
			"A *lock queue* holds those who wait for a mutex, a *signal queue* those who wait on a condition, " +
				"a *wait list* those who put themselves there.",
			"A *semaphore* counts *permits*, which nobody owns; its queue holds those who found none.",
			"A *lock of readers and writers* is held by many who *read* or by one who *writes*.",
			"At a *barrier* coroutines wait for each other, until as many have come as it is for.",
			"A *channel* carries values from who sends to who receives; a *select* does one of its cases, and a " +
				"*rendezvous* is what two have at a channel without room.",
			"To *join* a coroutine is to wait for its end.",
			"These queues are orders among the sleeping, beside the places.",
			"A *deadline* ends a timed wait.", "A *spurious wakeup* has no reason.",
		}},
		{"Work", []string{
			"A *work queue* is bounded and holds *items*; a *position* in it counts from the item that is taken next.",
			"An item has a *value* and an *owner*, who made it, and an *answer* once somebody has given it.",
		}},
		{"What is said", []string{
			"An *event* is one change in 32 bytes; everything shown is folded from events and snapshots.",
			"The *narrator* makes *sentences* of them; on the screen they are the story.",
			"A *lane* is a place on the screen: who joins it stands at its left, who leaves it at its right, and a " +
				"row that ends in ▴ goes on in the one above; a *ghost* is who has just left.",
			"A test *story* is a file of commands with the sentences that are expected.",
		}},
		{"A run", []string{
			"A *session* is a scene and the commands given to it.",
			"A command in the past starts a *branch*.",
			"A *keyframe* is a copy of the machine that makes going back quick.",
			"A *hash* proves a replay.",
		}},
		{"Every schedule", everySchedule()},
		{"Around it", []string{
			"The *shelf* holds the scenes that come along; each has a *moral*, a *goal* and what is expected of it.",
			"A *demo* is a script of keys and captions, in *chapters*; a *cue* is where it waits for its speaker; a " +
				"*recording* is what is made of it; a *frame* is one picture of the screen; a *panel* a part of it.",
			"The *film* is what a recording shows; its *poster* is the moment that stands for it where it is not " +
				"played.",
		}},
		{"Teaching", teaching()},
	}
}

// teaching is the chapter of what learners and classes meet.
func teaching() []string {
	return []string{
		"A *lesson* is a script for a learner, over a running scene; each of its *cards* says something, asks, " +
			"sets a *task*, or wants a proof or an edit.",
		"A *hint* helps with what a card wants, or with the goal of a scene; the next one is plainer.",
		"A *question* is about what comes next, or about every schedule; exactly one of its answers is right.",
		"A *belief* is what many take for true and is not, M1 to M12.",
		"A *puzzle* is a scene to be broken, to be mended, or of which it is to be said what every schedule " +
			"comes to; its *par* is the shortest schedule that fails, or the smallest change that mends it, as " +
			"far as one is known.",
		"A *world* is a scene with its text, its rules and its run; under another rule, in another order or " +
			"after an edit it is another one, and two can be seen side by side.",
	}
}

// everySchedule is the chapter of what check says.
func everySchedule() []string {
	return []string{
		"A *schedule* is who runs when, with every choice that the scene leaves open.",
		"The *grain* says what can be interleaved: passes or ops.",
		"A *verdict* holds, fails or is unknown; its *finding* is a deadlock, stuck, a violation, a lost item, " +
			"a leak or no yield; on a run without an end a livelock, somebody left asleep, or a starvation.",
		"In a *deadlock* coroutines wait in a circle for what others of them have; a run is *stuck* where nobody " +
			"can run on and somebody waits; a *violation* is a law, or an assertion, that is broken.",
		"In a *livelock* all run on for ever and nobody gets on; who does not get on, though the run goes on, " +
			"is *starved*.",
		"A *mark* is what counts as getting on, a *trap* where no mark can come any more, a *lasso* a way and a " +
			"circle behind it.",
		"The *deciding* pass is the one after which every schedule fails.",
		"A *sample* is schedules drawn at random: whoever may run next is as likely as any other; it may fail, " +
			"and it never holds.",
		"The *fate* behind a pass is *safe*, *either way* or *fails*: every schedule from there ends well, some do, " +
			"none does.",
		"The *odds* say how likely it is that a run fails in which every choice is left to chance.",
	}
}

// Meaning is a word of the glossary and the sentence that explains it.
type Meaning struct{ Word, Meaning string }

// Glossary returns every word that the glossary explains, in its order.
func Glossary() []Meaning {
	var all []Meaning
	for _, c := range Chapters() {
		for _, s := range c.Sentences {
			parts := strings.Split(s, "*")
			for i := 1; i < len(parts); i += 2 {
				all = append(all, Meaning{parts[i], strings.Join(parts, "")})
			}
		}
	}
	return all
}
