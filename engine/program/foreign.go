package program

import (
	"go/ast"
	"strings"
)

// foreign is what people call things elsewhere: in POSIX, Java, C++, Go's library, textbooks. A scene has
// none of it by that name, and says how it is written here.
type foreign struct {
	words string // without capitals and underscores, as fold gives them
	said  string // what the words mean there
	code  string // what does it here: statements, with the objects of a scene
	note  string // what else must be known
}

// The programs that a scene writes out where others have a word.
const (
	endCode   = "lock(m); n++; broadcast(c); unlock(m)"
	latchCode = "lock(m); n++; broadcast(c); for n < 3 { wait(c, m) }; unlock(m)"
)

// foreigners lists them; the first whose words hold a name is meant.
var foreigners = []foreign{
	{"compareandswap compareandset compareexchange compareexchangestrong compareexchangeweak cmpxchg" +
		" compareandswapint32 compareandswapint64 atomiccompareexchange", "compare-and-swap",
		"if cas(&n, 0, 1) { yield() }", "true where n was 0 and is 1 now"},
	{"testandset tas trytestandset atomicflagtestandset", "test-and-set", "for !cas(&n, 0, 1) { yield() }",
		"n int is 0 while it is free; it is given back with n = 0"},
	{"xchg exchange atomicexchange atomicswap swap getandset swapint32 swapint64", "an exchange",
		"old := n; for !cas(&n, old, 1) { old = n }", "old is what n was"},
	{"fetchadd fetchandadd faa atomicadd atomicinc atomicincrement addandget getandadd incrementandget addandfetch" +
		" getandincrement addint32 addint64 atomicfetchadd syncfetchandadd syncaddandfetch", "adding in one step",
		"x := add(&n, 1)", "x is what n is then; n++ alone is a load and a store"},
	{"fetchsub fetchandsub atomicdec atomicdecrement decrementandget getanddecrement atomicfetchsub syncfetchandsub" +
		" syncsubandfetch", "subtracting in one step", "x := add(&n, -1)",
		"x is what n is then; n-- alone is a load and a store"},
	{"loadint32 loadint64 atomicload atomicloadn readonce", "an atomic read", "x := n",
		"a read is one op, and so is a write of what is known: n = 1"},
	{"storeint32 storeint64 atomicstore atomicstoren writeonce", "an atomic write", "n = 1",
		"a write of what is known is one op, and so is a read"},
	{"atomicint atomicinteger atomiclong atomicbool atomicboolean int32 int64 uint32 uint64", "an atomic variable",
		"x := add(&n, 1)", "n int is declared with var; cas(&n, old, new) and add(&n, 1) change it in one step"},
	{"readlock rdlock lockread lockshared pthreadrwlockrdlock startread beginread acquireread downread readacquire",
		"reading beside others", "rlock(l)", "l rwlock; it is given back with runlock(l); lock(l) is for writing"},
	{"readunlock unlockread unlockshared endread upread readrelease rwunlock pthreadrwlockunlock",
		"giving back a lock under which one reads", "runlock(l)", "who writes gives it back with unlock(l)"},
	{"wlock writelock wrlock lockwrite pthreadrwlockwrlock startwrite beginwrite acquirewrite downwrite",
		"writing alone", "lock(l)", "l rwlock; it is given back with unlock(l), and read under after rlock(l)"},
	{"wunlock writeunlock unlockwrite endwrite upwrite", "giving back a lock under which one writes", "unlock(l)",
		"who reads gives it back with runlock(l)"},
	{"tryrdlock tryreadlock pthreadrwlocktryrdlock trylockshared", "trying to read", "r := tryRlock(l)",
		"r is ok or busy"},
	{"trywrlock trywritelock trywlock pthreadrwlocktrywrlock", "trying to write", "r := trylock(l)", "r is ok or busy"},
	{"rwmutex readwritelock readerswriterlock sharedmutex reentrantreadwritelock pthreadrwlockt rwsemaphore",
		"a lock of readers and writers", "rlock(l)", "l rwlock in a var block; a writer takes it with lock(l)"},
	{"notifyall signalall wakeall wakeupeveryone broadcastall pthreadcondbroadcast condbroadcast cndbroadcast pulseall",
		"waking all who wait", "broadcast(c)", "wakeupAll(w) for a waitq"},
	{"notify notifyone signalone wake wakeone pthreadcondsignal condsignal cndsignal pulse",
		"waking one who waits", "signal(c)", "wakeup(w) for a waitq"},
	{"pthreadcondwait condwait cndwait waiton sleepon waitfor waituntil", "waiting for a condition",
		"for n == 0 { wait(c, m) }", "m is held, and given up while it waits"},
	{"pthreadcondtimedwait condtimedwait cndtimedwait timedwait waittimeout waitforms trywait",
		"waiting with a deadline", "r := waitWithin(c, m, 5)", "r is ok or timedout"},
	{"pthreadjoin thrdjoin threadjoin joinall waitpid waitthread waitall joinable", "waiting for the end of another",
		"x := spawn(f); join(x)",
		"x is the handle that spawn gives; who waits for the answer to an item writes await(it)"},
	{"pthreadtimedjoin pthreadtimedjoinnp jointimeout timedjoin", "waiting for the end of another until a deadline",
		"x := spawn(f); r := joinWithin(x, 5)", "r is ok or timedout"},
	{"p down semwait waitsem semdown proberen pend sematake semacquire procure", "taking a permit of a semaphore",
		"acquire(s)", "s = semaphore(3); it is given back with release(s); a mutex is taken with lock(m)"},
	{"v up sempost postsem semup verhogen post semrelease semasignal vacate", "giving a permit to a semaphore",
		"release(s)", "s = semaphore(3); it is taken with acquire(s); a mutex is released with unlock(m)"},
	{"tryacquire semtrywait trydown", "trying a semaphore", "r := tryAcquire(s)", "r is ok or busy"},
	{"semtimedwait semclockwait tryacquirefor acquiretimeout downtimeout", "a semaphore with a deadline",
		"r := acquireWithin(s, 5)", "r is ok or timedout"},
	{"semgetvalue availablepermits currentcount semvalue", "what is left of a semaphore", "n = count(s)", ""},
	{"sem semt seminit semcreate countingsemaphore binarysemaphore", "a semaphore", "acquire(s)",
		"s = semaphore(3) in a var block; it is given back with release(s)"},
	{"barrierwait pthreadbarrierwait cyclicbarrier arriveandwait barrierinit pthreadbarrierinit pthreadbarriert" +
		" phaser signalandwait syncthreads rendezvous", "a barrier", "arrive(b)",
		"b = barrier(3) in a var block; the last to come is told so: last := arrive(b)"},
	{"countdownlatch latch countdown", "a latch", latchCode, "here for three"},
	{"waitgroup wg done", "a count of those who work", endCode,
		"who waits for all writes lock(m); for n < 3 { wait(c, m) }; unlock(m)"},
	{"pthreadmutexlock mutexlock mtxlock acquirelock lockmutex entercriticalsection entercritical enter spinlocklock" +
		" pthreadspinlock spinlockacquire", "taking a lock", "lock(m)", "m is a mutex or a spinlock"},
	{"pthreadmutexunlock mutexunlock mtxunlock releaselock unlockmutex leavecriticalsection exitcritical " +
		"leave spinunlock pthreadspinunlock", "releasing a lock", "unlock(m)", "m is a mutex or a spinlock"},
	{"pthreadmutextrylock mutextrylock mtxtrylock", "trying a lock", "r := trylock(m)", "r is ok or busy"},
	{"pthreadmutextimedlock timedlock mtxtimedlock trylockfor", "a lock with a deadline", "r := lockWithin(t, 5)",
		"t = mutex(timed); r is ok or timedout"},
	{"enqueue push pushback offer insert produce putitem pushfront", "putting into a queue", "put(q)",
		"q = queue(4), or stack(4)"},
	{"dequeue pop popfront popback shift consume getitem get pull", "taking out of a queue", "it := take(q)",
		"q = queue(4), or stack(4)"},
	{"listdel listdelinit removeitem removejob deletenode unlink erase dequeueitem removeat",
		"taking an item out of a queue, wherever it lies", "it := peek(q, 0); r := remove(q, it)",
		"r is ok, or error where it is not in q"},
	{"listadd insertat insertbefore listinsert putfront addfirst offerfirst requeue", "putting between the items of a" +
		" queue", "it := item(); putAt(q, 0, it)", "position 0 is the one that is taken next, len(q) behind the last"},
	{"front top first head peekfirst elementat listfirstentry listentry", "looking at an item of a queue",
		"it := peek(q, 0)", "position 0 is the one that is taken next"},
	{"clearall removeall drain flush deleteall", "dropping all items of a queue", "clear(q)", ""},
	{"foreach listforeach listforeachentry listforeachentrysafe listforeachsafe", "going through the items of a queue",
		"for i, it := range q { n = i + value(it) }", ""},
	{"getvalue payload jobid getid", "what is kept in an item", "it := item(7); n = value(it)", ""},
	{"kfree vfree dealloc deallocate", "giving memory back", "p := alloc(); free(p)", ""},
	{"isempty empty", "looking at a queue", "for len(q) == 0 { wait(c, m) }", ""},
	{"isfull full", "looking at a queue", "for len(q) == cap(q) { wait(c, m) }", ""},
	{"size length", "the number of items in a queue", "n = len(q)", ""},
	{"synchronized monitor critical atomic atomically lockguard uniquelock scopedlock mutexlocker",
		"a block that one at a time is in", "lock(m); n++; unlock(m)", "the monitor is the mutex m and its conditions"},
	{"sleepfor sleepuntil usleep nanosleep msleep threadsleep delay pause clocknanosleep thrdsleep",
		"sleeping", "sleep(5)", "time is counted in ticks"},
	{"schedyield threadyield thrdyield gosched yieldnow resched pass", "giving up the CPU", "yield()", ""},
	{"pthreadcreate thrdcreate thread newthread createthread startthread fork start launch async run gofunc " +
		"coroutinecreate", "starting a coroutine", "spawn(f)", "f is a func of the scene"},
	{"pthreadexit thrdexit abort terminate quit stop", "ending", "exit()", "another one is ended with kill(x)"},
	{"pthreadcancel pthreadkill cancel killthread", "ending another coroutine", "kill(x)", "x := spawn(f)"},
	{"requestirq requestthreadedirq devmrequestirq attachinterrupt setisr isr registerinterrupt addinterrupt" +
		" sigaction sighandler setitimer alarm", "a handler of interrupts", "interrupt(f)",
		"in func main; f is a func of the scene, and interrupt(f, 3) lets it come three times"},
	{"cli disableirq disableinterrupts disableinterrupt nointerrupts localirqdisable spinlockirq intdisable" +
		" portdisableinterrupts taskentercritical blocksignals", "keeping interrupts off", "disable()",
		"they come again with enable()"},
	{"sei sti enableirq enableinterrupts enableinterrupt interrupts localirqenable spinunlockirq intenable" +
		" portenableinterrupts taskexitcritical unblocksignals", "letting interrupts come again", "enable()",
		"they are kept off with disable()"},
	{"localirqsave irqsave spinlockirqsave atomicblock", "keeping interrupts off, and noting whether they were on",
		"was := disable()", "if was { enable() } at the end"},
	{"localirqrestore irqrestore spinunlockirqrestore", "letting interrupts come again as before",
		"was := disable(); if was { enable() }", ""},
	{"irqsdisabled inirq ininterrupt", "whether interrupts are off", "was := disable(); if was { enable() }",
		"was is false in a handler, and where they were disabled"},
	{"pthreadself currentthread current gettid getpid me thisthread", "who runs", "x = self()", ""},
	{"gettime clockgettime gettimeofday time currenttime ticks", "the clock", "n = now()", ""},
	{"rand random randint randintn rnd intn", "a number drawn", "compute(1, 3)",
		"compute and sleep draw a duration from the scene's seed; other numbers are not drawn"},
	{"exchanger synchronousqueue handoffqueue", "a channel without room", "ch <- n",
		"ch = make(chan int) in a var block; the other end is v := <-ch"},
	{"waitforany asyncselect waitany", "waiting for the first of several", "select { case n = <-a: case <-d: }",
		"a and d are channels"},
	{"recv pthreadreceive getmessage readmessage", "a message", "n = receive()", "it is sent with send(x, n)"},
	{"malloc calloc kmalloc allocate", "memory", "p := alloc()", "it is given back with free(p)"},
	{"setpriority nice pthreadsetschedprio pthreadsetschedparam schedsetscheduler vtaskpriorityset uxpriority " +
		"threadsetpriority chgpri prioritise prioritize", "a priority", "priority(f, 2)",
		`f is a function, a coroutine or self(); the higher runs first, under policy = "priority"`},
	{"pthreadprioinherit prioinherit priorityinheritance prioinheritance mutexattrsetprotocol " +
		"pthreadmutexattrsetprotocol", "priority inheritance", "priority(f, 2)",
		`it is a rule: const inherit = "inheritance"`},
}

// foreignWord finds what a name means elsewhere.
func foreignWord(name string) (foreign, bool) {
	folded := fold(name)
	for _, f := range foreigners {
		for word := range strings.FieldsSeq(f.words) {
			if word == folded {
				return f, true
			}
		}
	}
	return foreign{}, false
}

// foreignSelector does so for what is called with a dot, as in wg.Add(1).
func foreignSelector(e *ast.SelectorExpr) (foreign, bool) {
	if of, ok := e.X.(*ast.Ident); ok && among(fold(of.Name), []string{"wg", "waitgroup"}) {
		return foreignWord("waitgroup")
	}
	return foreignWord(e.Sel.Name)
}

// hint says what is written in a scene.
func (f foreign) hint() string {
	text := f.said + " is written: " + f.code
	if f.note != "" {
		text += "  (" + f.note + ")"
	}
	return text
}
