import type { Routes } from '../../conversation/routes';
import { findRoutes } from './find';
import { followUpRoutes } from './follow-up';
import { handleRoutes } from './handle';
import { informRoutes } from './inform';
import { keepRoutes } from './keep';
import type { CollaborationRouteParts } from './parts';

export type { CollaborationRouteParts } from './parts';

/** What people can say and press about collaborations (S6, S7, S8). */
export function collaborationRoutes(parts: CollaborationRouteParts): Routes {
  const rooms = [informRoutes, findRoutes, keepRoutes, handleRoutes, followUpRoutes].map(room => room(parts));
  return { sayings: rooms.flatMap(room => room.sayings), presses: rooms.flatMap(room => room.presses) };
}
