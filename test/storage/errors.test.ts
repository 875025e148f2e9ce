import { RestError } from '@azure/core-rest-pipeline';
import {
  ConflictError,
  StorageRefusedError,
  StorageUnavailableError,
  toStorageError,
} from '../../src/storage/errors';

const answered = (statusCode: number) => new RestError('inner detail', { statusCode });
const named = (name: string) => Object.assign(new Error('inner detail'), { name });

describe('an error of the storage SDK', () => {
  it.each([
    ['409', answered(409), ConflictError, 'STORAGE_CONFLICT'],
    ['412', answered(412), ConflictError, 'STORAGE_CONFLICT'],
    ['400', answered(400), StorageRefusedError, 'STORAGE_REFUSED'],
    ['401', answered(401), StorageRefusedError, 'STORAGE_REFUSED'],
    ['403', answered(403), StorageRefusedError, 'STORAGE_REFUSED'],
    ['404', answered(404), StorageRefusedError, 'STORAGE_REFUSED'],
    ['413', answered(413), StorageRefusedError, 'STORAGE_REFUSED'],
    ['408', answered(408), StorageUnavailableError, 'STORAGE_UNAVAILABLE'],
    ['429', answered(429), StorageUnavailableError, 'STORAGE_UNAVAILABLE'],
    ['500', answered(500), StorageUnavailableError, 'STORAGE_UNAVAILABLE'],
    ['503', answered(503), StorageUnavailableError, 'STORAGE_UNAVAILABLE'],
    [
      'no answer',
      new RestError('connect ECONNREFUSED', { code: 'ECONNREFUSED' }),
      StorageUnavailableError,
      'STORAGE_UNAVAILABLE',
    ],
    ['an aborted request', named('AbortError'), StorageUnavailableError, 'STORAGE_UNAVAILABLE'],
    [
      'a deadline',
      AbortSignal.timeout(0).reason ?? named('TimeoutError'),
      StorageUnavailableError,
      'STORAGE_UNAVAILABLE',
    ],
  ])('%s is told as one of three', (_, error: Error, type, code) => {
    const told = toStorageError(error);
    expect(told).toBeInstanceOf(type);
    expect(told).toMatchObject({ code, cause: error });
    expect(told.message).not.toContain('inner detail');
  });

  it('that is a fault of this program stays what it is', () => {
    const fault = new TypeError('x is not a function');
    expect(toStorageError(fault)).toBe(fault);
  });
});
