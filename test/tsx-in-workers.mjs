import {isMainThread} from 'node:worker_threads'
import {register} from 'tsx/esm/api'

// A thread inherits Node's `--import=tsx`, which leaves all threads but the first alone.
if (!isMainThread) register()
