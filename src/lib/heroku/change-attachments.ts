import {type Attachment, type RawAttachment, toAttachment} from './attachments.js'
import type {HerokuApi} from './heroku-api.js'
import {isNotFound} from './translate-error.js'
import {urlPath} from './url-path.js'

/** Which add-on to attach, and where. */
export interface NewAttachment {
  app: string
  /** Name of the add-on. */
  addon: string
  /** `DATABASE`; Heroku picks a name when absent. */
  name?: string
  namespace?: string | null
}

/** Attaches an add-on to an app. An attachment of the same name is replaced; the app restarts. */
export async function attachAddon(
  api: HerokuApi,
  {app, addon, name, namespace = null}: NewAttachment,
): Promise<Attachment> {
  const attachment = await api.platform.post<RawAttachment>('/addon-attachments', {
    addon: {name: addon},
    app: {name: app},
    confirm: app,
    name,
    namespace,
  })
  return toAttachment(attachment)
}

/** Removes an attachment. It is fine if it is already gone. */
export async function detachAddon(api: HerokuApi, attachmentId: string): Promise<void> {
  try {
    await api.platform.delete(urlPath`/addon-attachments/${attachmentId}`)
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}
