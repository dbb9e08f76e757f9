import {locateBucket} from '../../src/lib/storage/bucket.js'
import {checkBucket} from '../../src/lib/storage/check-bucket.js'
import {openBucket} from '../../src/lib/storage/open-bucket.js'
import {silenceSdkWarning} from '../../src/ui/silence-sdk-warning.js'

// Run by itself, with credentials in the environment: the AWS SDK reads it once for a whole process.
silenceSdkWarning(process.env)
const [url = '', endpoint, restoreSeconds] = process.argv.slice(2)
const bucket = await openBucket(locateBucket(url, {}, endpoint))
const problems = await checkBucket(bucket, Number(restoreSeconds))
console.log(JSON.stringify({region: bucket.location.region, codes: problems.map(({code}) => code)}))
