import type { Attachment } from 'botbuilder';
import type { AskToSave } from '../conversation/turn';
import type { UploadInfo } from './activity';

/** A message that is one of Teams' own cards about a file. */
export interface FileCard {
  attachment: Attachment;
}

/** Teams' question whether a file may be saved. What is pressed brings back which file it was, and nothing more. */
export function consentCard({ name, description, bytesEstimate, what: { kind, id } }: AskToSave): FileCard {
  const context = { kind, id };
  const content = {
    description,
    sizeInBytes: bytesEstimate,
    acceptContext: context,
    declineContext: context,
  };
  return { attachment: { contentType: 'application/vnd.microsoft.teams.card.file.consent', name, content } };
}

/** A file that stands in the person's OneDrive. */
export function fileInfoCard({ name, contentUrl, uniqueId, fileType }: UploadInfo): FileCard {
  const contentType = 'application/vnd.microsoft.teams.card.file.info';
  return { attachment: { contentType, name, contentUrl, content: { uniqueId, fileType } } };
}
