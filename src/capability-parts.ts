import type { Dispatch } from './conversation/dispatch';
import type { Report } from './conversation/report';
import type { Router, Routes } from './conversation/routes';
import type { Engine, EngineSettings } from './delivery/engine';
import type { PacingSettings } from './delivery/pacing';
import type { WorkerSettings } from './delivery/worker';
import type { ListsStore } from './directory/lists-store';
import type { People } from './directory/people';
import type { BotEvents } from './teams/bot';
import type { FileMaker } from './files/file';
import type { HandingSettings } from './files/handing';
import type { FileOffers } from './files/offers';
import type { UploadDoor } from './http/upload-routes';
import type { RunnerSettings } from './importing/runner';
import type { Storage } from './storage/connection';
import type { Roster } from './teams/roster';
import type { TeamsSender } from './teams/sender';
import type { Logger } from './telemetry/logger';

/** What differs between environments, and between production and tests, in all that the bot can do. */
export interface CapabilitySettings extends HandingSettings {
  /** Entra group id of the City Executive Office's team. */
  slkGroupId: string;
  memberCacheMs: number;
  settingsCacheMs: number;
  /** Opens a person's chat with the bot, in a link that people send one another; without it they look the bot up. */
  chatLink?: string;
  engine: EngineSettings;
  worker: WorkerSettings;
  /** Undefined: no pacing, for tests of other things. */
  pacing: PacingSettings | undefined;
  typeahead: boolean;
  imports: RunnerSettings;
  /** The longest that the making of a report may take, in milliseconds. */
  reportTimeLimitMs: number;
}

export interface CapabilityParts {
  storage: Storage;
  sender: TeamsSender;
  roster: Roster;
  log: Logger;
  /** Logs a failure and returns the short code that people can quote. */
  report: Report;
  now: () => Date;
  settings: CapabilitySettings;
  moreRoutes?: readonly Routes[];
}

export interface Capabilities {
  dispatch: Dispatch;
  router: Router;
  events: BotEvents;
  engine: Engine;
  people: People;
  lists: ListsStore;
  files: { offers: FileOffers; make: FileMaker };
  /** Where people hand in files. */
  uploads: UploadDoor;
  /** Lets what goes on for long stop where it is; it is gone on with at the next start. */
  halt(): Promise<void>;
}
